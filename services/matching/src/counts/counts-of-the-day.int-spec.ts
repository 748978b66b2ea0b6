import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dataSourceOptions, Refused } from '@lotsen/persistence';
import { newDatabase } from '@lotsen/testing/databases';
import { DataSource } from 'typeorm';
import { Matching1700000000500 } from '../migrations/0500-projection.js';
import { Matching1700000000560 } from '../migrations/0560-near-counts.js';
import { CountsOfTheDay } from './counts-of-the-day.js';

const aQuestion = (given: object = {}) => ({ day: '2026-11-22', about: 'a', size: 2, asker: 'employer', ...given });
const never = () => {
  throw new Error('It was counted again.');
};

describe("a day's counts of persons", () => {
  let source: DataSource;
  let counts: CountsOfTheDay;

  beforeAll(async () => {
    const migrations = [Matching1700000000500, Matching1700000000560];
    source = new DataSource(dataSourceOptions(await newDatabase(), [], migrations));
    await source.initialize();
  });

  beforeEach(async () => {
    await source.query('TRUNCATE count_of_day');
    counts = new CountsOfTheDay(source);
  });

  afterAll(async () => {
    await source.destroy();
  });

  const stored = async () => (await source.query<{ day: string }[]>('SELECT day::text FROM count_of_day')).length;

  it('are drawn once: every instance, after every restart, and for every asker answers the same', async () => {
    const first = await counts.of(aQuestion(), () => ({ eligible: 91, near: 1 }));
    expect(Object.keys(first).sort()).toEqual(['eligible', 'near']);
    for (const asker of ['employer', 'officer', 'another']) {
      expect(await new CountsOfTheDay(source).of(aQuestion({ asker }), never)).toEqual(first);
    }
  });

  it('are one answer, however many ask for it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        new CountsOfTheDay(source).of(aQuestion({ asker: `asker ${at}` }), () => ({ eligible: at * 100 })),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stored()).toBe(1);
  });

  it('stay as they are when somebody comes or goes, until the next day', async () => {
    const today = await counts.of(aQuestion(), () => ({ eligible: 91 }));
    expect(await counts.of(aQuestion(), () => ({ eligible: 92 }))).toEqual(today);
    const tomorrow = await counts.of(aQuestion({ day: '2026-11-23' }), () => ({ eligible: 900 }));
    expect(tomorrow.eligible).toBeGreaterThan(500);
  });

  it('are at most a hundred new ones for an asker, however many questions come at once', async () => {
    const ask = (about: string, asker: string) => counts.of(aQuestion({ about, asker, size: 5 }), () => ({}));
    const answers = await Promise.allSettled(Array.from({ length: 30 }, (_, at) => ask(`question ${at}`, 'employer')));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Refused] : []));
    expect(refused.map((reason) => reason instanceof Refused && reason.refusal.code)).toEqual(
      Array(10).fill('enough-counts-for-today'),
    );
    expect(refused[0]?.refusal).toMatchObject({ status: 429, hint: { sv: expect.any(String) } });
    const answered = answers.findIndex(({ status }) => status === 'fulfilled');
    await expect(ask(`question ${answered}`, 'employer')).resolves.toEqual({});
    await expect(ask('question of another', 'another')).resolves.toEqual({});
  });

  it('are forgotten when a week has passed', async () => {
    await counts.of(aQuestion({ day: '2026-11-01' }), () => ({}));
    await counts.of(aQuestion({ day: '2026-11-20' }), () => ({}));
    await counts.of(aQuestion(), () => ({}));
    expect(await stored()).toBe(2);
  });
});
