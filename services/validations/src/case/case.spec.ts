import { describe, expect, it } from '@jest/globals';
import { breachOf, processes, topics } from '@lotsen/contracts';
import { before, eachTransition, earlier, now, stateOf } from '@lotsen/testing/each-transition';
import {
  advance,
  type Case,
  type CaseStatus,
  complete,
  discontinue,
  erase,
  lifecycle,
  type Opening,
  open,
} from './case.js';
import { caseEventOf } from './case.store.js';
import { firstStageOf, type Process, stagesOf } from './stages.js';

const person = 'c0000000-0000-4000-8000-000000000001';
const outcome = 'e0000000-0000-4000-8000-000000000001';
const opening = (process: Process): Opening => ({
  candidate: person,
  process,
  profile: null,
  organisation: 'centre',
  orderedBy: 'employer',
});
const at = (stage: string, process: Process = 'komvux'): Case => ({
  ...stateOf(open(opening(process), true)(undefined, earlier)),
  stage,
  stages: { [stage]: before },
});
const state = (status: CaseStatus): Case => {
  if (status === 'open') return at('initial-mapping');
  if (status === 'completed') return stateOf(complete(outcome, person)(at('initial-mapping'), earlier));
  if (status === 'discontinued') return stateOf(discontinue('moved')(at('initial-mapping'), earlier));
  return stateOf(erase(at('initial-mapping'), earlier));
};

eachTransition(lifecycle, {
  state,
  commands: {
    open: open(opening('komvux'), true),
    advance: advance('admitted'),
    complete: complete(outcome, person),
    discontinue: discontinue('got-work'),
    erase,
  },
  silent: { erase: 'the event of an erasure may come again, and of a person without a case' },
});

describe.each(processes)('the process %s', (process) => {
  const stages = Object.keys(stagesOf[process]);
  const pairs = stages.flatMap((from) => stages.map((to) => [from, to] as const));

  it('opens at its first stage, now', () => {
    const opened = stateOf(open(opening(process), true)(undefined, now));
    expect(opened).toMatchObject({ stage: stages[0], stages: { [firstStageOf(process)]: now.instant } });
  });

  it.each(pairs)('from %s to %s', (from, to) => {
    const decision = advance(to)(at(from, process), now);
    if (stagesOf[process][from]?.next.includes(to)) {
      expect(stateOf(decision)).toMatchObject({
        status: 'open',
        stage: to,
        stages: { [from]: before, [to]: now.instant },
      });
    } else expect(decision).toMatchObject({ refusal: { code: 'stage-not-next', status: 409, field: 'to' } });
  });

  it.each(stages)('completed at %s', (stage) => {
    const decision = complete(outcome, person)(at(stage, process), now);
    if (stagesOf[process][stage]?.ends) expect(stateOf(decision)).toMatchObject({ status: 'completed', outcome });
    else expect(decision).toMatchObject({ refusal: { code: 'not-at-an-end', status: 409 } });
  });

  it('leads to stages of its own alone, reaches each, and has an end ahead of each', () => {
    const next = (stage: string) => stagesOf[process][stage]?.next ?? [];
    const reachable = (from: string, seen = new Set([from])): Set<string> => {
      for (const to of next(from).filter((one) => !seen.has(one))) reachable(to, seen.add(to));
      return seen;
    };
    expect([...reachable(firstStageOf(process))].sort()).toEqual([...stages].sort());
    for (const stage of stages) {
      expect([...reachable(stage)].some((one) => stagesOf[process][one]?.ends)).toBe(true);
    }
  });

  it('knows no stage of another name', () => {
    for (const to of ['celebration', 'toString', '']) {
      const refused = { refusal: { code: 'unknown-stage', status: 422, field: 'to' } };
      expect(advance(to)(at(firstStageOf(process), process), now)).toMatchObject(refused);
    }
  });
});

describe('a case', () => {
  it('is not completed by an outcome of somebody else, or by none', () => {
    for (const whose of ['c0000000-0000-4000-8000-000000000002', undefined]) {
      expect(complete(outcome, whose)(at('initial-mapping'), now)).toMatchObject({
        refusal: { code: 'not-of-the-person', status: 404, field: 'outcome' },
      });
    }
  });

  it('that comes to a stage again keeps the later instant', () => {
    const again = { ...at('top-up', 'branch'), stages: { assessment: before, 'top-up': before } };
    expect(stateOf(advance('assessment')(again, now)).stages).toEqual({ assessment: now.instant, 'top-up': before });
  });

  it('that is erased leaves nothing but whose it was', () => {
    const { status, reached, candidate, stages, ...rest } = stateOf(erase(state('completed'), now));
    expect({ status, reached, candidate, stages }).toEqual({
      status: 'erased',
      reached: { erased: now.instant },
      candidate: person,
      stages: {},
    });
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it.each(['open', 'completed', 'discontinued', 'erased'] as const)(
    '%s: others are not told why it broke off',
    (status) => {
      const event = caseEventOf(state(status), { id: '80000000-0000-4000-8000-000000000001', version: 1 });
      expect(breachOf(topics.validationCase, event)).toBeUndefined();
    },
  );
});
