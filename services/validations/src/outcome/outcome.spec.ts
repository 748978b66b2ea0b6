import { describe, expect, it } from '@jest/globals';
import type { Decide } from '@lotsen/persistence';
import type { Profile } from '../profile/profile.js';
import {
  correct,
  erase,
  type Issuing,
  log,
  type Outcome,
  type OutcomeContent,
  type OutcomeStatus,
  resultsOf,
  transitions,
  withdraw,
} from './outcome.js';

const now = '2026-11-22T10:00:00.000Z';
const profile: Profile = {
  status: 'published',
  reached: {},
  name: 'Demo',
  process: 'komvux',
  saidBy: 'Demo',
  demo: true,
  organisation: 'centre',
  units: [{ unit: 'U1', label: 'Unit', points: null, skills: [] }],
};
const content = (given: Partial<OutcomeContent> = {}): OutcomeContent => ({
  candidate: 'person',
  profile: 'profile',
  result: 'certificate',
  units: [{ unit: 'U1', extent: 'full' }],
  assessedOn: '2026-11-01',
  validUntil: null,
  ...given,
});
const issuing = (given: Partial<Issuing> = {}): Issuing => ({
  content: content(),
  issuer: 'centre',
  profile,
  today: '2026-11-22',
  candidateErased: false,
  ...given,
});
const outcome = (status: OutcomeStatus): Outcome => ({ ...content(), issuer: 'centre', status, reached: {} });
const commands: Record<keyof typeof transitions, Decide<Outcome>> = {
  log: log(issuing()),
  correct: correct(issuing({ content: content({ result: 'grade' }) })),
  withdraw: withdraw('centre'),
  erase,
};
const statuses: (OutcomeStatus | 'none')[] = ['none', 'registered', 'withdrawn', 'erased'];

describe('each state × each command', () => {
  const cases = Object.keys(transitions).flatMap((command) =>
    statuses.map((from) => [command as keyof typeof transitions, from] as const),
  );

  it.each(cases)('%s from %s', (command, from) => {
    const decision = commands[command](from === 'none' ? undefined : outcome(from), now);
    const to = (transitions[command] as Partial<Record<OutcomeStatus | 'none', OutcomeStatus>>)[from];
    if (to) expect(decision).toMatchObject({ kind: 'next', state: { status: to } });
    // Erasing follows an event that may come again: what is gone is no failure.
    else if (command === 'erase') expect(decision).toEqual({ kind: 'unchanged' });
    else expect(decision).toMatchObject({ kind: 'refused', refusal: { status: from === 'none' ? 404 : 409 } });
  });
});

describe('an outcome is refused', () => {
  const refused = (given: Partial<Issuing>) => log(issuing(given))(undefined, now);

  it.each<[string, Partial<Issuing>]>([
    ['unknown-profile', { profile: undefined }],
    ['result-not-of-process', { content: content({ result: 'trade-certificate' }) }],
    ['unknown-unit', { content: content({ units: [{ unit: 'U9', extent: 'full' }] }) }],
    ['in-the-future', { content: content({ assessedOn: '2026-11-23' }) }],
    ['dates-reversed', { content: content({ validUntil: '2026-10-01' }) }],
    ['candidate-erased', { candidateErased: true }],
  ])('as %s', (code, given) => {
    expect(refused(given)).toMatchObject({ kind: 'refused', refusal: { code } });
  });

  it('to whoever did not issue it', () => {
    expect(withdraw('other')(outcome('registered'), now)).toMatchObject({
      refusal: { status: 403, code: 'not-yours' },
    });
    expect(correct(issuing({ issuer: 'other' }))(outcome('registered'), now)).toMatchObject({
      refusal: { status: 403 },
    });
  });

  it('for another person than it was logged for', () => {
    const moved = correct(issuing({ content: content({ candidate: 'other' }) }))(outcome('registered'), now);
    expect(moved).toMatchObject({ refusal: { code: 'other-person' } });
  });
});

describe('who may result in what', () => {
  it('only a branch issues a trade certificate, and never a grade', () => {
    const processes = Object.entries(resultsOf);
    expect(processes.filter(([, results]) => results.includes('trade-certificate')).map(([name]) => name)).toEqual([
      'branch',
    ]);
    expect(resultsOf.branch).not.toContain('grade');
  });
});

describe('an erased outcome', () => {
  it('keeps nothing but whose it was', () => {
    expect(erase(outcome('registered'), now)).toMatchObject({
      state: { candidate: 'person', profile: null, result: null, units: [], assessedOn: null, issuer: null },
    });
  });
});
