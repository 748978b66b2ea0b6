import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '@lotsen/testing/processes';

/** Published ads lie beside the project. Without them nothing can be measured, and the test is skipped, and counted so. */
const ads = join(root, '..', 'shared', 'data', 'jobads', 'ads.jsonl');
const onAds = existsSync(ads) ? describe : describe.skip;
if (!existsSync(ads)) console.warn(`SKIPPED: what the lists are worth. There are no ads in ${ads}.`);

type Figures = Readonly<Record<string, number>>;

/** The short form. The bounds are what was reached, so that a change that makes the lists worse is seen. */
onAds('the lists, measured on published ads', () => {
  const measured = (...names: string[]) =>
    spawnSync(process.execPath, ['bench/quality.mjs', '--short', ...names], { cwd: root });
  let figures: ReadonlyMap<string, Figures>;
  beforeAll(() => {
    const lines = measured().stdout.toString().trim().split('\n');
    figures = new Map(lines.map((line) => JSON.parse(line) as Figures).map((one) => [String(one.measure), one]));
  }, 120_000);
  const of = (measure: string) => figures.get(measure) as Figures;

  it('list nobody without the licence that law demands', () => {
    expect(of('licence').regulatedAds).toBeGreaterThanOrEqual(38);
    expect(of('licence').worst).toBe(0);
  });

  it('give whoever has what an ad asks for that ad first, as often as before', () => {
    expect(of('own-ad').first).toBeGreaterThanOrEqual(0.55);
    expect(of('own-ad').firstThree).toBeGreaterThanOrEqual(0.78);
    expect(of('own-ad').notListed).toBe(0);
  });

  it('show first no more than before of what has nothing to do with the person', () => {
    expect(of('linked').unlinked).toBeLessThanOrEqual(0.03);
    expect(of('linked').ownAdLinked).toBeGreaterThanOrEqual(0.99);
  });

  it('read in the texts of ads what two readers found there', () => {
    type Share = { readonly precision: number; readonly recall: number };
    const of60 = of('text') as unknown as Readonly<Record<string, Share>>;
    for (const kind of ['language', 'driving-licence', 'licence', 'years']) {
      expect([kind, (of60[kind] as Share).precision >= 0.97, (of60[kind] as Share).recall >= 0.9]).toEqual([
        kind,
        true,
        true,
      ]);
    }
    expect((of60.skill as Share).precision).toBeGreaterThanOrEqual(0.73);
    expect((of60.skill as Share).recall).toBeGreaterThanOrEqual(0.54);
    for (const kind of ['level', 'shifts']) {
      expect([kind, (of60[kind] as Share).precision >= 0.88, (of60[kind] as Share).recall >= 0.85]).toEqual([
        kind,
        true,
        true,
      ]);
    }
  });

  it('derive from counted ads what other ads of the group name', () => {
    expect(of('profiles').named).toBeGreaterThanOrEqual(0.34);
  });

  it('find the published kin of occupations that they have not seen, and say no more than is so', () => {
    expect(of('kinship').personToJob).toBeGreaterThanOrEqual(0.56);
    expect(of('kinship').jobToPerson).toBeGreaterThanOrEqual(0.53);
    expect(of('kinship').personToJobOtherGroups).toBeGreaterThanOrEqual(0.56);
    expect(of('kinship').jobToPersonOtherGroups).toBeGreaterThanOrEqual(0.53);
    expect(of('kinship').shippedAsComputed).toBe(true);
    expect((of('kinship').publishedAt as unknown as Figures)['25']).toBeGreaterThanOrEqual(0.32);
  });

  it('find the ESCO occupation of a Swedish title that the crosswalk does not show, as often as before', () => {
    expect(of('titles').titles).toBe(228);
    expect(of('titles').meanReciprocalRank).toBeGreaterThanOrEqual(0.44);
    expect(of('titles').firstTen).toBeGreaterThanOrEqual(0.62);
  });

  it('a measure that does not exist is refused, with the names of those that do', () => {
    const { status, stderr } = measured('speed');
    expect(status).toBe(2);
    expect(stderr.toString()).toContain('licence, own-ad, linked, kinship, profiles, text, titles');
  });
});
