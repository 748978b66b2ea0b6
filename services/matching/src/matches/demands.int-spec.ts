import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@lotsen/access';
import { type CandidateFacts, contextOf, ExactEngine, type TargetFacts } from '@lotsen/matching-engine';
import { dataSourceOptions } from '@lotsen/persistence';
import { loadModel, loadReference } from '@lotsen/reference';
import { assistantNurse, swedish } from '@lotsen/testing/concepts';
import { newDatabase } from '@lotsen/testing/databases';
import { candidateFacts, targetFacts } from '@lotsen/testing/facts';
import { DataSource } from 'typeorm';
import { CountsOfTheDay } from '../counts/counts-of-the-day.js';
import { Matching1700000000500 } from '../migrations/0500-projection.js';
import { Matching1700000000560 } from '../migrations/0560-near-counts.js';
import { askedOf, Demands } from './demands.js';

const [reference, model] = [loadReference(), loadModel()];
const key = { kind: 'vacancy', id: 'v' } as const;

/** An engine that holds one vacancy and these people, on that day. */
function engineOf(facts: Partial<TargetFacts>, among: readonly CandidateFacts[], asOf: string): ExactEngine {
  const engine = new ExactEngine(contextOf(reference, model, asOf), async () => undefined);
  const candidates = among.map((one) => ({ id: one.id, facts: one, organisation: 'p', sharedWith: [] }));
  engine.apply({ candidates, targets: [{ ...key, facts: targetFacts({ ...facts, id: 'v' }) }] });
  return engine;
}
const employer = {
  roles: ['employer'],
  subject: 'e',
  organisation: 'o',
  scope: 'own',
  shares: ['o'],
} as never as Actor;
const officer = { ...employer, roles: ['officer'], subject: 'f', organisation: 'p', scope: 'any' } as Actor;
const driving = { kind: 'driving-licence', must: true, code: 'B' } as const;
type Shown = number | '<5';
const number = (count: Shown) => (count === '<5' ? 0 : count);

/** 92 people in one municipality: 50 have stated their hours, and `drivers` of them have a driving licence. */
function people(drivers: number): CandidateFacts[] {
  return Array.from({ length: 92 }, (_, at) =>
    candidateFacts({
      id: `person-${at}`,
      home: '2481',
      hours: at < 50 ? { least: 50, most: 100 } : 'unknown',
      drivingLicences: at < drivers ? ['B'] : [],
    }),
  );
}

describe("a vacancy's demands", () => {
  let source: DataSource;

  beforeAll(async () => {
    const migrations = [Matching1700000000500, Matching1700000000560];
    source = new DataSource(dataSourceOptions(await newDatabase(), [], migrations));
    await source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
  });

  /** What a service that has just started answers about a vacancy, with these people and on that day. */
  function demandsOf(
    facts: Partial<TargetFacts>,
    among: CandidateFacts[],
    asOf: string,
    actor: Actor = employer,
    rebuilding = false,
  ) {
    const demands = new Demands(
      engineOf({ hours: { least: 75, most: 75 }, ...facts }, among, asOf),
      { open: () => key, ownerOf: () => 'o' } as never,
      { of: () => null } as never,
      new CountsOfTheDay(source),
      { running: rebuilding } as never,
    );
    return demands.of('v', actor);
  }

  const day = (at: number) => new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10);

  it('of two own vacancies, with and without a must, do not show that one person makes the difference', async () => {
    let right = 0;
    const days = 200;
    for (let at = 0; at < days; at++) {
      // Exact counts without the must: 50 + 42. With the must: 1, 0 and 91 if there is a driver, else 0, 0 and 92.
      const drivers = at % 2;
      const all = people(drivers);
      const free = await demandsOf({}, all, day(at));
      const strict = await demandsOf({ requirements: [driving] }, all, day(at));
      const among = number(free.counts.eligible) + number(free.counts.toClarify);
      const left = among - number(strict.counts.near) + number(strict.counts.eligible);
      right += (left > 0 ? 1 : 0) === drivers ? 1 : 0;
    }
    // With exact counts every guess would be right. 0.7 is five standard deviations above the measured share.
    expect(right / days).toBeLessThan(0.7);
  });

  it('are the same for an officer, the next time, and after somebody came', async () => {
    const asked = { requirements: [driving] };
    const first = await demandsOf(asked, people(40), '2026-11-22');
    expect(await demandsOf(asked, people(40), '2026-11-22', officer)).toEqual(first);
    expect(await demandsOf(asked, people(41), '2026-11-22')).toEqual(first);
  });

  it('are not counted among the few whom a rebuild has read so far, for the answer would hold all day', async () => {
    const ask = (asOf: string) => demandsOf({}, people(3), asOf, employer, true);
    await expect(ask('2026-12-24')).rejects.toMatchObject({ refusal: { code: 'rebuilding', status: 409 } });
    const answered = await demandsOf({}, people(3), '2026-12-25');
    expect(await ask('2026-12-25')).toEqual(answered);
  });

  it('never say that a must brings people', async () => {
    for (let at = 300; at < 330; at++) {
      const { demands } = await demandsOf({ requirements: [driving] }, people(92), day(at));
      for (const { eligible, eligibleAsWish } of demands) {
        expect(number(eligibleAsWish)).toBeGreaterThanOrEqual(number(eligible));
      }
    }
  });
});

describe('what a vacancy asks', () => {
  const asked = async (facts: Partial<TargetFacts>) => {
    const gates = await engineOf(facts, [], '2026-11-22').gatesOf(key);
    return askedOf(gates as NonNullable<typeof gates>);
  };
  const wish = { kind: 'car', must: false } as const;
  const language = { kind: 'language', must: true, language: swedish, level: 'B1' } as const;

  it('is the same whatever it wishes for, or has in its text, and in whatever order it asks', async () => {
    const same: Partial<TargetFacts>[] = [
      { requirements: [language, wish, driving] },
      { requirements: [driving, language, driving] },
      { skillsInText: ['hqYJ_jyZ_Ks8'] },
      { room: 7 },
    ];
    const first = await asked({ requirements: [driving, language] });
    for (const facts of same) expect(await asked({ requirements: [driving, language], ...facts })).toBe(first);
  });

  it.each<[string, Partial<TargetFacts>]>([
    ['another must', { requirements: [driving] }],
    ['other hours', { hours: { least: 75, most: 100 } }],
    ['another place', { places: ['2480'] }],
    ['no room', { room: 0 }],
    ['another occupation', { occupations: [assistantNurse], ssyk: ['5321'] }],
  ])('is another question with %s', async (_what, facts) => {
    expect(await asked(facts)).not.toBe(await asked({}));
  });

  it('starts today where it should have started', async () => {
    expect(await asked({ start: '2026-11-01' })).toBe(await asked({ start: '2026-11-22' }));
    expect(await asked({ start: '2026-11-23' })).not.toBe(await asked({ start: '2026-11-22' }));
  });
});
