import { topics } from '@lotsen/contracts';
import {
  BookingState,
  CandidateProfileState,
  ProposalState,
  ValidationCaseState,
  ValidationOutcomeState,
} from '@lotsen/contracts/states';
import { type Static, type TProperties, Type } from '@sinclair/typebox';
import { AccessExportState, Identity, Look, StoredPerson } from './persons.js';
import { agreement } from './placements.js';
import { PersonsYes, Proposal } from './proposals.js';
import { Id, Instant, named, nullable, OrganisationId, oneOf, shape, someOf, stateAnswer, text } from './schema.js';
import { ValidationCase, ValidationOutcome } from './validations.js';
import { discontinuations } from './words.js';

/** What a service holds on a person, by kind, and who looked at the person there. */

/** Fields of a stored aggregate beside its state. */
const stored = { createdAt: Instant, changedAt: Instant };
const held = <P extends TProperties>(name: string, kinds: P) =>
  named(name, shape({ ...kinds, reads: Type.Array(Look) }));

const StoredOutcome = stateAnswer('StoredOutcome', ValidationOutcomeState, stored);
const StoredCase = stateAnswer('StoredCase', ValidationCaseState, {
  stage: ValidationCase.properties.stage,
  stages: ValidationCase.properties.stages,
  discontinuedBecause: nullable(oneOf(...discontinuations)),
  ...stored,
});
const StoredBooking = stateAnswer('StoredBooking', BookingState, { ...agreement, ...stored });
const StoredProposal = stateAnswer('StoredProposal', ProposalState, {
  yes: nullable(PersonsYes),
  known: Type.Union([text, Type.Null()], { description: 'What was known when it was made, as JSON.' }),
  acted: shape({ officer: Type.Array(text), employer: Type.Array(text) }),
  ...stored,
});

const StoredResolution = named(
  'StoredResolution',
  shape({
    status: oneOf('resolved', 'erased'),
    reached: someOf(['resolved', 'erased'], Instant),
    organisations: Type.Array(OrganisationId),
  }),
);

/** A state concerning a person that matching copied from the log. */
const copied = <S extends typeof CandidateProfileFact | typeof ValidationOutcome | typeof BookingFact>(
  topic: string,
  state: S,
) => shape({ topic: Type.Literal(topic), version: Type.Integer({ minimum: 1 }), state });
const CandidateProfileFact = stateAnswer('CandidateProfile', CandidateProfileState, {});
const BookingFact = stateAnswer('BookingOutline', BookingState, {});
const CopiedFact = named(
  'CopiedFact',
  Type.Union([
    copied(topics.candidateProfile.name, CandidateProfileFact),
    copied(topics.validationOutcome.name, ValidationOutcome),
    copied(topics.booking.name, BookingFact),
  ]),
);

const ofCandidates = {
  profile: Type.Array(StoredPerson),
  resolutions: Type.Array(StoredResolution),
  releases: Type.Array(Proposal),
  accessExports: Type.Array(AccessExportState),
};
/** All that `candidates` holds on a person, the identity included. */
export const CandidatesExport = held('CandidatesExport', { ...ofCandidates, identity: Type.Array(Identity) });
export const HeldByCandidates = held('HeldByCandidates', ofCandidates);
export const HeldByValidations = held('HeldByValidations', {
  outcomes: Type.Array(StoredOutcome),
  cases: Type.Array(StoredCase),
});
export const HeldByPlacements = held('HeldByPlacements', { bookings: Type.Array(StoredBooking) });
export const HeldByMatching = held('HeldByMatching', {
  facts: Type.Array(CopiedFact),
  proposals: Type.Array(StoredProposal),
});
/** For a service that holds nothing on persons. */
const NothingHeld = held('NothingHeld', {});

/** What each service holds on a person, without the identity: only that service's own kinds. */
export const heldBy = {
  portal: NothingHeld,
  candidates: HeldByCandidates,
  validations: HeldByValidations,
  vacancies: NothingHeld,
  placements: HeldByPlacements,
  matching: HeldByMatching,
} as const;
/** The answer of a route that all services have. Each service answers one of these; its API document says which. */
export const Held = named('Held', Type.Union(Object.values(heldBy)));

/** All that is held on a person, by every service that holds something. */
export const PersonExport = named(
  'PersonExport',
  shape({
    candidate: Id,
    exportedAt: Instant,
    services: shape(
      {
        candidates: CandidatesExport,
        validations: nullable(HeldByValidations),
        placements: nullable(HeldByPlacements),
        matching: nullable(HeldByMatching),
      },
      { description: 'What each service holds; null where it does not know that the caller answers for the person.' },
    ),
    byHand: Type.Array(oneOf('validations', 'placements', 'matching'), {
      description: 'The services of which it is null.',
    }),
    note: Type.Union([text, Type.Null()], { description: 'How to get what is missing.' }),
  }),
);
export type PersonExport = Static<typeof PersonExport>;
