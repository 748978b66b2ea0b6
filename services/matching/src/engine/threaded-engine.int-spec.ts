import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CandidateChange,
  contextOf,
  ExactEngine,
  type FactsChange,
  type MatchingEngine,
} from '@lotsen/matching-engine';
import { loadModel, loadReference } from '@lotsen/reference';
import { careAssistant, homeCare } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { candidateFacts, targetFacts } from '@lotsen/testing/facts';
import { jobs, people, step } from '@lotsen/testing/field-steps';
import { ServiceUnavailableException } from '@nestjs/common';
import fc from 'fast-check';
import { asFor } from './asking.js';
import { ThreadedEngine } from './threaded-engine.js';

const day = '2026-11-22';
const vacancy = { kind: 'vacancy', id: 'v' } as const;
const person = (id: string, months = 12): CandidateChange => ({
  id,
  organisation: 'o',
  sharedWith: [],
  facts: candidateFacts({
    id,
    home: '2481',
    experience: [{ occupation: careAssistant, months, lastYear: 2026, record: id }],
  }),
});
const field: FactsChange = {
  candidates: Array.from({ length: 250 }, (_, at) => person(`${at}`, at)),
  targets: [
    { ...vacancy, facts: targetFacts({ id: 'v', requirements: [{ kind: 'skill', must: true, skill: homeCare }] }) },
    { kind: 'vacancy', id: 'w', facts: targetFacts({ id: 'w', places: [] }) },
  ],
};
const referenceFolder = undefined;

describe('the engine on a thread of its own', () => {
  let engine: ThreadedEngine;
  const exactContext = contextOf(loadReference(), loadModel(), day);
  const exact = new ExactEngine(exactContext, async () => undefined);
  const ids = field.candidates.map(({ id }) => id);
  exact.apply(field);
  const everything = async (of: MatchingEngine) =>
    JSON.stringify([
      await of.frame(),
      await of.held(),
      await of.hashOfFacts(),
      await of.candidatesOf(vacancy, { organisation: 'o', shares: [] }, 20),
      await of.targetsOf('7', { kind: 'vacancy' }, 20),
      await of.explain('7', vacancy, 'all', [homeCare]),
      await of.whatIf('7', vacancy, [{ kind: 'skill', skill: homeCare, outcome: 'grade' }], 'all'),
      await of.outlooks('7', []),
      await of.gatesOf(vacancy),
      await of.costOfDemands(vacancy),
      await of.countInField([targetFacts({ id: 'n' })], '2026-12-01'),
      await of.compareModels(loadModel(undefined, '1'), 1),
      await of.know('7', vacancy),
    ]);

  beforeEach(() => {
    engine = new ThreadedEngine({ referenceFolder, model: '2', day });
    engine.onLost(() => engine.apply(field));
    engine.apply(field);
  });
  afterEach(() => engine.onApplicationShutdown());

  it('answers every question as the engine in this thread does, byte for byte', async () => {
    expect(await everything(engine)).toBe(await everything(exact));
    const known = await exact.know('7', vacancy);
    expect(await engine.assessAgain(known as NonNullable<typeof known>)).toEqual(known?.assessment);
    await expect(engine.candidatesOf(vacancy, 'all', 501)).rejects.toThrow('k must be a whole number from 1 to 500.');
  });

  it('refuses a question that cannot be copied, and goes on', async () => {
    const strange = { kind: 'vacancy', id: (() => 'v') as unknown as string } as const;
    await expect(engine.candidatesOf(strange, 'all', 20)).rejects.toThrow('could not be cloned');
    expect(await engine.candidatesOf(vacancy, 'all', 20)).toBeDefined();
  });

  it('answers with every change that was made before the question, and tells who follows the list', async () => {
    let told = 0;
    const list = engine.follow({ list: 'candidates', of: vacancy, seen: 'all' }, () => {
      told += 1;
    });
    for (let months = 1; months <= 20; months++) {
      engine.apply({ candidates: [person('new', months * 30)], targets: [] });
      const { list: asked } = (await engine.candidatesOf(vacancy, 'all', 500)) ?? {};
      expect(asked).toEqual((await list.top(500))?.list);
      expect(asked?.near.some(({ candidate }) => candidate === 'new')).toBe(true);
    }
    expect(told).toBe(20);
    engine.atDay('2026-11-23');
    expect(await engine.frame()).toMatchObject({ asOf: '2026-11-23' });
    list.close();
    engine.apply({ candidates: [person('new')], targets: [] });
    await engine.frame();
    expect(told).toBe(21);
  });

  it('starts another thread where one ends: questions wait, and get the answer of all facts; lists are followed on', async () => {
    engine.atDay('2026-11-23');
    let told = 0;
    const list = engine.follow({ list: 'candidates', of: vacancy, seen: 'all' }, () => {
      told += 1;
    });
    const before = await list.top(500);
    const asked = Promise.all([engine.candidatesOf(vacancy, 'all', 500), list.top(500)]);
    await engine.endThread();
    const [after, followed] = await asked;
    expect([after, followed]).toEqual([before, before]);
    expect(told).toBe(1);
    engine.apply({ candidates: [person('new')], targets: [] });
    await eventually(() => expect(told).toBe(2));
    expect((await list.top(500))?.list.near.length).toBe(251);
  });

  it('answers as the engine in this thread does, whatever changes, passes and is taken back in between', async () => {
    const runs = Number(process.env.LOTSEN_SEQUENCES ?? 30);
    const nobody = (ids: readonly string[]) =>
      ids.map((id) => ({ id, organisation: null, sharedWith: [], facts: null }));
    const nothing = (ids: readonly string[]) => ids.map((id) => ({ kind: 'vacancy' as const, id, facts: null }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const oracle = new ExactEngine(exactContext, async () => undefined);
        engine.apply({ candidates: nobody([...people, ...ids]), targets: nothing([...jobs, 'v', 'w']) });
        engine.atDay(day);
        const answered: Promise<void>[] = [];
        for (const one of steps) {
          if ('change' in one) for (const each of [engine, oracle]) each.apply(one.change);
          else if ('day' in one) for (const each of [engine, oracle]) each.atDay(one.day);
          else {
            const left = new AbortController();
            const key = { kind: 'vacancy', id: one.of } as const;
            const ask = (of: MatchingEngine) => [
              of.candidatesOf(key, one.seen, 3),
              of.explain(one.ask, key, one.seen, [homeCare]),
              of.costOfDemands(key),
            ];
            const expected = await Promise.all(ask(oracle));
            const asked = asFor({ client: one.ask, signal: left.signal }, () => Promise.all(ask(engine)));
            answered.push(
              asked.then(
                (answers) => expect(answers).toEqual(expected),
                (error) =>
                  expect([left.signal.aborted, error]).toEqual([true, expect.any(ServiceUnavailableException)]),
              ),
            );
            if (one.leaves) left.abort();
            // A question that waits may be answered with a later change: only the next step is made after the answer.
            else await asked;
          }
        }
        await Promise.all(answered);
        expect(engine.counts).toMatchObject({ waiting: 0 });
      }),
      { numRuns: runs, seed: 20_261_128 },
    );
  }, 600_000);

  it('leaves nothing of a thousand clients that ask and leave', async () => {
    const asked = Array.from({ length: 1000 }, async (_, at) => {
      const left = new AbortController();
      const answer = asFor({ client: `${at % 50}`, signal: left.signal }, () =>
        engine.explain('7', vacancy, 'all', []),
      );
      const settled = answer.then(
        () => 'answered',
        (error: Error) => error.constructor.name,
      );
      await sleep(at % 3);
      left.abort();
      return settled;
    });
    const results = new Set(await Promise.all(asked));
    expect([...results].sort()).toEqual(['ServiceUnavailableException', 'answered']);
    await eventually(() => expect(engine.counts).toEqual({ waiting: 0, asked: 0 }));
    expect(await everything(engine)).toBe(await everything(exact));
  });
});
