import type { TSchema } from '@sinclair/typebox';
import { type Booking, BookingV1 } from './events/booking.js';
import {
  type CandidateProfile,
  CandidateProfileV1,
  CandidateProfileV2,
  candidateProfileFromV1,
} from './events/candidate-profile.js';
import { type ComingNeed, ComingNeedV1 } from './events/coming-need.js';
import { type ErasureReceipt, ErasureReceiptV1 } from './events/erasure-receipt.js';
import {
  type Organisation,
  type OrganisationGroup,
  OrganisationGroupV1,
  OrganisationV1,
} from './events/organisation.js';
import { type Placement, PlacementV1, PlacementV2, placementFromV1 } from './events/placement.js';
import { type PlacementNeed, PlacementNeedV1 } from './events/placement-need.js';
import { type Proposal, ProposalV1 } from './events/proposal.js';
import { type Resolution, ResolutionV1 } from './events/resolution.js';
import { type Vacancy, VacancyV1, VacancyV2, VacancyV3, vacancyFromV1, vacancyFromV2 } from './events/vacancy.js';
import { type ValidationCase, ValidationCaseV1 } from './events/validation-case.js';
import { type ValidationOffer, ValidationOfferV1 } from './events/validation-offer.js';
import {
  type ValidationOutcome,
  ValidationOutcomeV1,
  ValidationOutcomeV2,
  validationOutcomeFromV1,
} from './events/validation-outcome.js';
import {
  type ValidationProfile,
  ValidationProfileV1,
  ValidationProfileV2,
  validationProfileFromV1,
} from './events/validation-profile.js';

/** A topic carries the state of one kind of aggregate, keyed by its id and compacted. */
export interface Topic {
  readonly name: string;
  /** The only service that writes it. */
  readonly producer: string;
  readonly event: string;
  /** Released schemas by version, the newest last. */
  readonly versions: Readonly<Record<number, TSchema>>;
  /** By version: converts a state of it to the next version. Readers see the newest only. */
  readonly upcasts: Readonly<Record<number, (state: never) => object>>;
  /** Never changes: Kafka keeps the order of a key's records only while the key stays in its partition. */
  readonly partitions: number;
}

const topic = (
  producer: string,
  event: string,
  versions: Topic['versions'],
  upcasts: Topic['upcasts'] = {},
): Topic => ({ name: `lotsen.${producer}.${event}`, producer, event, versions, upcasts, partitions: 4 });

const receipts = (producer: string) => topic(producer, 'erasure-receipt', { 1: ErasureReceiptV1 });

export const topics = {
  organisation: topic('portal', 'organisation', { 1: OrganisationV1 }),
  organisationGroup: topic('portal', 'organisation-group', { 1: OrganisationGroupV1 }),
  candidateProfile: topic(
    'candidates',
    'candidate-profile',
    { 1: CandidateProfileV1, 2: CandidateProfileV2 },
    { 1: candidateProfileFromV1 },
  ),
  resolution: topic('candidates', 'resolution', { 1: ResolutionV1 }),
  validationProfile: topic(
    'validations',
    'validation-profile',
    { 1: ValidationProfileV1, 2: ValidationProfileV2 },
    { 1: validationProfileFromV1 },
  ),
  validationOutcome: topic(
    'validations',
    'validation-outcome',
    { 1: ValidationOutcomeV1, 2: ValidationOutcomeV2 },
    { 1: validationOutcomeFromV1 },
  ),
  validationCase: topic('validations', 'validation-case', { 1: ValidationCaseV1 }),
  validationOffer: topic('validations', 'validation-offer', { 1: ValidationOfferV1 }),
  vacancy: topic(
    'vacancies',
    'vacancy',
    { 1: VacancyV1, 2: VacancyV2, 3: VacancyV3 },
    { 1: vacancyFromV1, 2: vacancyFromV2 },
  ),
  comingNeed: topic('vacancies', 'coming-need', { 1: ComingNeedV1 }),
  placement: topic('placements', 'placement', { 1: PlacementV1, 2: PlacementV2 }, { 1: placementFromV1 }),
  placementNeed: topic('placements', 'placement-need', { 1: PlacementNeedV1 }),
  booking: topic('placements', 'booking', { 1: BookingV1 }),
  proposal: topic('matching', 'proposal', { 1: ProposalV1 }),
  validationsReceipt: receipts('validations'),
  vacanciesReceipt: receipts('vacancies'),
  placementsReceipt: receipts('placements'),
  matchingReceipt: receipts('matching'),
} as const;

export const allTopics: readonly Topic[] = Object.values(topics);

/** The topics of the erasure receipts. */
export const receiptTopics: readonly Topic[] = allTopics.filter(({ event }) => event === 'erasure-receipt');

export const topicsByName: ReadonlyMap<string, Topic> = new Map(allTopics.map((topic) => [topic.name, topic]));

/**
 * Broker settings of every topic. Compaction keeps the newest state of each key. Tombstones stay for 30 days, for
 * consumers that were away.
 */
export const topicSettings: Readonly<Record<string, string>> = {
  'cleanup.policy': 'compact',
  'segment.ms': '3600000',
  'max.compaction.lag.ms': '86400000',
  'delete.retention.ms': '2592000000',
};

/** The TypeScript type of each topic's events. */
export interface EventOf {
  organisation: Organisation;
  organisationGroup: OrganisationGroup;
  candidateProfile: CandidateProfile;
  resolution: Resolution;
  validationProfile: ValidationProfile;
  validationOutcome: ValidationOutcome;
  validationCase: ValidationCase;
  validationOffer: ValidationOffer;
  vacancy: Vacancy;
  comingNeed: ComingNeed;
  placement: Placement;
  placementNeed: PlacementNeed;
  booking: Booking;
  proposal: Proposal;
  validationsReceipt: ErasureReceipt;
  vacanciesReceipt: ErasureReceipt;
  placementsReceipt: ErasureReceipt;
  matchingReceipt: ErasureReceipt;
}
