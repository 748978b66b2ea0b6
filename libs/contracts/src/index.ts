export { type CandidateProfile, ProfileFacts } from './events/candidate-profile.js';
export { type Placement, placementKinds } from './events/placement.js';
export type { Vacancy } from './events/vacancy.js';
export { resultKinds, type ValidationOutcome } from './events/validation-outcome.js';
export type { ValidationProfile } from './events/validation-profile.js';
export { type Example, storedExamples } from './examples.js';
export { isProtectedGround } from './protected-grounds.js';
export { allTopics, type EventOf, type Topic, topicNamed, topicSettings, topics } from './topics.js';
export { type Breach, breachOf, newestVersion } from './validate.js';
