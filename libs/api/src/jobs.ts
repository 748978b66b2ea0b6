import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { ImportSummary } from './changes.js';
import { ModelComparison } from './matches.js';
import { ListHash, Rebuilt } from './operations.js';
import { ProblemCodeWord } from './problem.js';
import { count, Id, Instant, listOf, named, nullable, oneOf, shape, text } from './schema.js';
import { Tick } from './shortage.js';

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

const JobProblem = named('JobProblem', shape({ code: ProblemCodeWord, detail: text }));

function jobOf<const Kinds extends readonly string[], Result extends TSchema>(
  name: string,
  kinds: Kinds,
  result: Result,
) {
  return named(
    name,
    shape(
      {
        id: Id,
        kind: oneOf(...kinds),
        state: oneOf(...jobStates),
        done: Type.Integer({ minimum: 0, description: 'Steps done, of `total`.' }),
        total: nullable(count),
        createdAt: Instant,
        endedAt: nullable(Instant),
        result: nullable(result),
        problem: nullable(JobProblem),
      },
      { title: 'A job, at the address in Location' },
    ),
  );
}

export const MatchingJob = jobOf(
  'MatchingJob',
  ['tick', 'rebuild', 'hash', 'comparison'],
  Type.Union([Tick, Rebuilt, ListHash, ModelComparison]),
);
export type MatchingJob = Static<typeof MatchingJob>;
export const MatchingJobList = listOf('MatchingJobList', MatchingJob);

export const ImportJob = jobOf('ImportJob', ['import'], ImportSummary);
export type ImportJob = Static<typeof ImportJob>;
export const ImportJobList = listOf('ImportJobList', ImportJob);
