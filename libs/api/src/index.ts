export { Assessment } from './assessment.js';
export { Change, ImportSummary, RejectedRow } from './changes.js';
export { Explanation, Standing, ToldSource, WhatIf } from './explanation.js';
export { CandidatesExport, Held, heldBy, PersonExport } from './held.js';
export { ImportJob, ImportJobList, MatchingJob, MatchingJobList } from './jobs.js';
export { CandidateList, Demands, MatchStreamEvent, ModelComparison, OccupationList, TargetList } from './matches.js';
export * from './operations.js';
export { Organisation, OrganisationGroup, OrganisationGroupPage, OrganisationPage, SignIn } from './organisations.js';
export {
  AccessExport,
  AccessExportPage,
  Erasure,
  ErasureList,
  FoundPersonList,
  Identity,
  Look,
  LookList,
  Person,
  PersonPage,
  Release,
  Resolved,
  ResolvedList,
} from './persons.js';
export {
  Booking,
  BookingPage,
  Placement,
  PlacementNeed,
  PlacementNeedPage,
  PlacementPage,
  Supervisor,
  SupervisorPage,
} from './placements.js';
export { Problem, problemOf } from './problem.js';
export {
  fieldProblemCodes,
  type ProblemCode,
  problemCodes,
  type Refusals,
  requestProblemCodes,
} from './problem-codes.js';
export { Proposal, ProposalDetails, ProposalPage, Recomputed } from './proposals.js';
export { refusals } from './refusals.js';
export { ShortageList, ShownCount, Tick } from './shortage.js';
export { tags } from './tags.js';
export { ComingNeed, ComingNeedPage, Vacancy, VacancyPage } from './vacancies.js';
export {
  OutcomeListResult,
  ValidationCase,
  ValidationCasePage,
  ValidationOffer,
  ValidationOfferPage,
  ValidationOutcome,
  ValidationOutcomePage,
  ValidationProfile,
  ValidationProfilePage,
} from './validations.js';
export * from './words.js';
