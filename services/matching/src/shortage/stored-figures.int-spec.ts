import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@lotsen/persistence';
import { newDatabase } from '@lotsen/testing/databases';
import { DataSource } from 'typeorm';
import { Matching1700000000500 } from '../migrations/0500-projection.js';
import { Matching1700000000560 } from '../migrations/0560-near-counts.js';
import type { TickFigures } from './figures.js';
import { storeFigures } from './stored-figures.js';

const figures = (eligible: number, shown: number) => ({ openPositions: 3, eligible, shown, places: [], skills: [] });

describe('the figures of a tick', () => {
  let source: DataSource;

  beforeAll(async () => {
    source = new DataSource(dataSourceOptions(await newDatabase(), [], [Matching1700000000500]));
    await source.initialize();
    // Figures as a release before decision 20 stored them: without `shown`.
    const before = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [
        `o${at}:25`,
        { openPositions: 3, eligible: at, places: ['2580'], skills: [] },
      ]),
    );
    await source.query(`INSERT INTO tick (as_of, figures) VALUES ('2026-11-01', $1), ('2026-11-02', '{}')`, [before]);
    const runner = source.createQueryRunner();
    await new Matching1700000000560().up(runner);
    await runner.release();
  });

  afterAll(async () => {
    await source.destroy();
  });

  it('of a release before are shown as near ones from now on', async () => {
    const [{ figures: stored }] = await source.query<[{ figures: TickFigures }]>(
      `SELECT figures FROM tick WHERE as_of = '2026-11-01'`,
    );
    const all = Object.values(stored);
    expect(all).toHaveLength(400);
    expect(all.every(({ shown }) => shown >= 0 && shown % 5 === 0)).toBe(true);
    expect(all.filter(({ shown, eligible }) => Math.abs(shown - eligible) <= 5).length).toBeGreaterThan(280);
    expect(all[7]).toMatchObject({ openPositions: 3, eligible: 7, places: ['2580'] });
  });

  it('keep what is shown of an unchanged count when the day is ticked again, and show a changed one anew', async () => {
    const day = '2026-11-22';
    const first = { a: figures(41, 40), b: figures(12, 10) };
    expect(await storeFigures(source, day, first)).toEqual(first);
    const again = { a: figures(41, 45), b: figures(13, 15), c: figures(1, 0) };
    const expected = { a: figures(41, 40), b: figures(13, 15), c: figures(1, 0) };
    expect(await storeFigures(source, day, again)).toEqual(expected);
    expect(await storeFigures(source, day, {})).toEqual({});
  });
});
