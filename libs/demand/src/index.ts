export {
  checkEducation,
  checkHours,
  checkMunicipality,
  checkOccupation,
  checkRequirements,
  checkSkill,
  unknownConcept,
} from './check.js';
export { cefrLevels, HoursDto, shifts } from './hours.dto.js';
export { type Requirement, RequirementDto, requirementOf } from './requirement.dto.js';
