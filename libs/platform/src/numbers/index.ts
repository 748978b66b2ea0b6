export { holdsIdentityNumber, identityNumberOf } from './identity-number.js';
export { organisationNumberOf } from './organisation-number.js';
