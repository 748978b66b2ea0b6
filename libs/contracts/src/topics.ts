import type { TSchema } from '@sinclair/typebox';
import { type CandidateProfile, CandidateProfileV1 } from './events/candidate-profile.js';
import { type Placement, PlacementV1 } from './events/placement.js';
import { type Vacancy, VacancyV1 } from './events/vacancy.js';
import { type ValidationOutcome, ValidationOutcomeV1 } from './events/validation-outcome.js';
import { type ValidationProfile, ValidationProfileV1 } from './events/validation-profile.js';

/** A topic carries the state of one kind of aggregate, keyed by its id and compacted. */
export interface Topic {
  readonly name: string;
  /** The service that alone writes it. */
  readonly producer: string;
  readonly event: string;
  /** Released schemas by version, the newest last. */
  readonly versions: Readonly<Record<number, TSchema>>;
  /** Never changes: order is kept per key only while a key stays in its partition. */
  readonly partitions: number;
}

const topic = (producer: string, event: string, versions: Topic['versions']): Topic => ({
  name: `lotsen.${producer}.${event}`,
  producer,
  event,
  versions,
  partitions: 4,
});

export const topics = {
  candidateProfile: topic('candidates', 'candidate-profile', { 1: CandidateProfileV1 }),
  validationProfile: topic('validations', 'validation-profile', { 1: ValidationProfileV1 }),
  validationOutcome: topic('validations', 'validation-outcome', { 1: ValidationOutcomeV1 }),
  vacancy: topic('vacancies', 'vacancy', { 1: VacancyV1 }),
  placement: topic('placements', 'placement', { 1: PlacementV1 }),
} as const;

export const allTopics: readonly Topic[] = Object.values(topics);

export function topicNamed(name: string): Topic | undefined {
  return allTopics.find((topic) => topic.name === name);
}

/** Broker settings of every state topic; see docs/decisions for why compaction and these times. */
export const topicSettings: Readonly<Record<string, string>> = {
  'cleanup.policy': 'compact',
  'segment.ms': '3600000',
  'max.compaction.lag.ms': '86400000',
  'delete.retention.ms': '2592000000',
};

/** What each topic's events say, in TypeScript. */
export interface EventOf {
  candidateProfile: CandidateProfile;
  validationProfile: ValidationProfile;
  validationOutcome: ValidationOutcome;
  vacancy: Vacancy;
  placement: Placement;
}
