import { describe, expect, it } from '@jest/globals';
import { loadModel, loadReference } from '@lotsen/reference';
import { homeCare } from '@lotsen/testing/concepts';
import { targetFacts } from '@lotsen/testing/facts';
import { step } from '@lotsen/testing/field-steps';
import fc from 'fast-check';
import { contextOf } from '../context.js';
import type { FactsChange, Following, MatchingEngine, Seen, TargetKey } from '../port.js';
import { ExactEngine } from './exact-engine.js';

const context = contextOf(loadReference(), loadModel(), '2026-11-22');
const fresh = () => new ExactEngine(context, async () => undefined);

/** Every question about a pair. */
async function answers(engine: MatchingEngine, id: string, of: string, whose: Seen) {
  const key = { kind: 'vacancy', id: of } as const;
  return JSON.stringify([
    await engine.candidatesOf(key, whose, 2),
    await engine.candidatesOf(key, 'all', 500),
    await engine.targetsOf(id, { kind: 'vacancy' }, 2),
    await engine.explain(id, key, whose, [homeCare]),
    await engine.costOfDemands(key),
    await engine.hashOfFacts(),
    await engine.countInField([targetFacts({ id: 'n', places: ['2481'] })], '2026-12-24'),
  ]);
}

/** The place of somebody who commutes 90 minutes at most. */
async function placeWithin(engine: MatchingEngine, states: readonly FactsChange[], id: string, key: TargetKey) {
  const last = states.flatMap(({ candidates }) => candidates).findLast((one) => one.id === id);
  if (!last?.facts) return undefined;
  engine.apply({ candidates: [{ ...last, facts: { ...last.facts, maxCommuteMinutes: 90 } }], targets: [] });
  return (await engine.explain(id, key, 'all', []))?.place;
}

/** How many could take a vacancy if one must-have were a wish: asked of a vacancy that has it as a wish. */
async function askedAsWishes(engine: MatchingEngine, id: string) {
  const key = { kind: 'vacancy', id } as const;
  const facts = (await engine.gatesOf(key))?.facts;
  const counts: number[] = [];
  for (const [at, { must }] of (facts?.requirements ?? []).entries()) {
    if (!facts || !must) continue;
    const changed = facts.requirements.map((one, other) => (other === at ? { ...one, must: false } : one));
    engine.apply({ candidates: [], targets: [{ ...key, facts: { ...facts, requirements: changed } }] });
    const { eligible = 0, 'to-clarify': toClarify = 0 } = (await engine.candidatesOf(key, 'all', 1))?.list.counts ?? {};
    counts.push(eligible + toClarify);
  }
  return counts;
}

describe('lists that are kept', () => {
  const runs = Number(process.env.LOTSEN_SEQUENCES ?? 150);

  it('give what an engine gives that has just got the same facts, whatever came before, followed or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
        const engine = fresh();
        const following = new Map<string, Following>();
        const states: FactsChange[] = [];
        let day = context.asOf;
        for (const one of steps) {
          if ('change' in one) {
            states.push(one.change);
            engine.apply(one.change);
          } else if ('day' in one) {
            day = one.day;
            engine.atDay(day);
          } else {
            const fork = () => {
              const forked = fresh();
              forked.atDay(day);
              for (const change of states) forked.apply(change);
              return forked;
            };
            const other = fork();
            expect(await answers(engine, one.ask, one.of, one.seen)).toBe(
              await answers(other, one.ask, one.of, one.seen),
            );
            const key = { kind: 'vacancy', id: one.of } as const;
            const place = (await engine.explain(one.ask, key, 'all', []))?.place;
            const list = place && (await other.candidatesOf(key, 'all', 500))?.list[place.list];
            if (place) expect(list?.[place.place - 1]?.candidate).toBe(one.ask);
            const commute = { kind: 'commute', minutes: 90 } as const;
            const after = (await engine.whatIf(one.ask, key, [commute], 'all'))?.after.place;
            expect(after).toEqual(await placeWithin(fork(), states, one.ask, key));
            const demands = (await engine.costOfDemands(key))?.demands ?? [];
            expect(demands.map(({ eligibleAsWish }) => eligibleAsWish)).toEqual(await askedAsWishes(fork(), one.of));
            const question = { list: 'candidates', of: { kind: 'vacancy', id: one.of }, seen: one.seen } as const;
            const name = JSON.stringify(question);
            const followed = following.get(name) ?? engine.follow(question, () => undefined);
            expect(await followed.top(3)).toEqual(await other.candidatesOf(question.of, one.seen, 3));
            // Every second time the list is left, and kept without a follower.
            if (following.delete(name)) followed.close();
            else following.set(name, followed);
          }
        }
      }),
      { numRuns: runs, seed: 20_261_128 },
    );
  });
});
