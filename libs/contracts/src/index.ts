export { type DeadLetterCode, deadLetterCodes } from './dead-letter-codes.js';
export { type Booking, bookingResults } from './events/booking.js';
export { type CandidateProfile, ProfileFacts } from './events/candidate-profile.js';
export type { ComingNeed } from './events/coming-need.js';
export type { ErasureReceipt } from './events/erasure-receipt.js';
export { type Organisation, type OrganisationGroup, organisationKinds } from './events/organisation.js';
export { type Placement, placementAdditions, placementKinds } from './events/placement.js';
export type { PlacementNeed } from './events/placement-need.js';
export {
  declineReasons,
  type Proposal,
  proposalEndings,
  releasableFields,
  secrecyBases,
  withdrawalReasons,
} from './events/proposal.js';
export type { Resolution } from './events/resolution.js';
export {
  askedInTextKinds,
  notices,
  textNeeds,
  unfilledReasons,
  type Vacancy,
  vacancyAdditions,
  vacancyMarks,
  vacancyTextAddition,
} from './events/vacancy.js';
export type { ValidationCase } from './events/validation-case.js';
export type { ValidationOffer } from './events/validation-offer.js';
export { grades, orderers, resultKinds, type ValidationOutcome } from './events/validation-outcome.js';
export { processes, type ValidationProfile } from './events/validation-profile.js';
export { type Example, storedExamples } from './examples.js';
export { isProtectedGround } from './protected-grounds.js';
export { allTopics, type EventOf, receiptTopics, type Topic, topicSettings, topics, topicsByName } from './topics.js';
export { type Breach, breachOf, newestVersion, schemaOf, upcast } from './validate.js';
