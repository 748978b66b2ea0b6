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
export { HoursDto, HoursField, ShiftsField } from './hours.dto.js';
export { type NeedContent, type NeedStatus, needDecisions } from './need.js';
export { type Requirement, RequirementDto, requirementsOf } from './requirement.dto.js';
