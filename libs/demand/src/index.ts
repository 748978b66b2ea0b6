export {
  checkEducation,
  checkHours,
  checkMunicipality,
  checkOccupation,
  checkPeriodOrder,
  checkRequirements,
  checkSkill,
  unknownConcept,
} from './check.js';
export { EmployerDto, employerOf } from './employer.dto.js';
export {
  ConceptField,
  ConceptListField,
  DayField,
  DayListField,
  HoursField,
  IdField,
  IdListField,
  ListField,
  MunicipalityField,
  MunicipalityListField,
  type Named,
  NumberField,
  ObjectField,
  RowsField,
  ShiftsField,
  TextField,
  WordField,
  WordListField,
  YesNoField,
} from './fields.js';
export { HoursDto } from './hours.dto.js';
export { type NeedContent, type NeedStatus, needDecisions } from './need.js';
export { type Requirement, RequirementDto, requirementOf } from './requirement.dto.js';
