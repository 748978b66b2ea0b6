export { hideIdentityNumbers, holdsIdentityNumber, identityNumberOf } from './identity-number.js';
export { organisationNumberOf } from './organisation-number.js';
