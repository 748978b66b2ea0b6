import type { Generator } from '@lotsen/platform/generator';
import type { Known } from '../ledger.js';
import type { RetryingClient } from '../retrying-client.js';

/** Outcomes of validations. `validUntil` distinguishes one content from another. */

const day = (at: number) => new Date(Date.UTC(2030, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);

const outcomeOf = (candidate: string | null, profile: string, validUntil: string, random: Generator) => ({
  candidate,
  profile,
  result: 'certificate',
  units: [{ unit: 'F1', extent: random.pick(['full', 'part']) }],
  assessedOn: '2026-01-15',
  validUntil,
});

export const log = (profile: string) => (desk: RetryingClient, random: Generator, person: Known) => {
  const mark = day(random.between(0, 9000));
  return desk.create({
    kind: 'outcome',
    role: 'learning-centre',
    path: '/v1/validations/outcomes',
    namesOthers: true,
    body: outcomeOf(person.id, profile, mark, random),
    status: 'registered',
    candidate: person.id,
    mark,
  });
};

export const correct = (profile: string) => async (desk: RetryingClient, random: Generator, outcome: Known) => {
  let mark = outcome.mark;
  while (mark === outcome.mark) mark = day(random.between(0, 9000));
  await desk.change(outcome, {
    role: 'learning-centre',
    method: 'PUT',
    body: outcomeOf(outcome.candidate, profile, mark, random),
    isDone: ({ validUntil }) => validUntil === mark,
    becomes: { mark },
  });
};

export const withdraw = (desk: RetryingClient, _: Generator, outcome: Known) =>
  desk.change(outcome, {
    role: 'learning-centre',
    step: '/withdraw',
    isDone: ({ status }) => status === 'withdrawn',
    becomes: { status: 'withdrawn', over: true },
  });
