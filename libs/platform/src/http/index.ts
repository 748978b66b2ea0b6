export { admission } from './admission.js';
export { assertBounded, bodyInTime, stalled, tooMuchIn } from './body.js';
export { assertNotLater } from './day.js';
export {
  ConceptField,
  ConceptListField,
  DayField,
  DayListField,
  IdentityNumberField,
  IdField,
  IdListField,
  ListField,
  MunicipalityField,
  MunicipalityListField,
  type Named,
  NumberField,
  ObjectField,
  OrganisationNumberField,
  RowsField,
  TextField,
  WordField,
  WordListField,
  YesNoField,
} from './fields.js';
export { answersWithin, limits, refuse, withoutTimeLimit } from './limits.js';
export { openApiOf } from './open-api.js';
export { ProblemFilter, problemOf } from './problem.filter.js';
export { type Language, languageOf, problemDocument } from './problem.js';
export { CurrentOrigin, CurrentTarget, IdParam, type Origin, PageQuery, type Target } from './requests.js';
export { Answers, Changes, Creates, Does, Reads } from './routes.js';
export { checkRow, requestValidation } from './validation.js';
