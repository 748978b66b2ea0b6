/** The newest schema of each aggregate's public state. */
export { BookingV1 as BookingState } from './events/booking.js';
export { CandidateProfileV2 as CandidateProfileState } from './events/candidate-profile.js';
export { ComingNeedV1 as ComingNeedState } from './events/coming-need.js';
export {
  OrganisationGroupV1 as OrganisationGroupState,
  OrganisationV1 as OrganisationState,
} from './events/organisation.js';
export { PlacementV2 as PlacementState } from './events/placement.js';
export { PlacementNeedV1 as PlacementNeedState } from './events/placement-need.js';
export { ProposalV1 as ProposalState } from './events/proposal.js';
export { VacancyV3 as VacancyState } from './events/vacancy.js';
export { ValidationCaseV1 as ValidationCaseState } from './events/validation-case.js';
export { ValidationOfferV1 as ValidationOfferState } from './events/validation-offer.js';
export { ValidationOutcomeV2 as ValidationOutcomeState } from './events/validation-outcome.js';
export { ValidationProfileV2 as ValidationProfileState } from './events/validation-profile.js';
