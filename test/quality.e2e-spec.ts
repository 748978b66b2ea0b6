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

/** The bounds are what was reached, so that a change that makes the lists worse is seen. */
onAds('the lists, measured on published ads', () => {
  const measured = (...names: string[]) => spawnSync(process.execPath, ['bench/quality.mjs', ...names], { cwd: root });
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
    expect(of('own-ad').first).toBeGreaterThanOrEqual(0.42);
    expect(of('own-ad').firstThree).toBeGreaterThanOrEqual(0.62);
    expect(of('own-ad').notListed).toBeLessThanOrEqual(10);
  });

  it('show first no more than before of what has nothing to do with the person', () => {
    expect(of('linked').unlinked).toBeLessThanOrEqual(0.55);
    expect(of('linked').ownAdLinked).toBeGreaterThanOrEqual(0.7);
  });

  it('find the published kin of occupations that they have not seen, and say no more than is so', () => {
    expect(of('kinship').personToJob).toBeGreaterThanOrEqual(0.57);
    expect(of('kinship').jobToPerson).toBeGreaterThanOrEqual(0.56);
    expect(of('kinship').personToJobOtherGroups).toBeGreaterThanOrEqual(0.52);
    expect(of('kinship').jobToPersonOtherGroups).toBeGreaterThanOrEqual(0.51);
    expect(of('kinship').shippedAsComputed).toBe(true);
    expect((of('kinship').publishedAt as unknown as Figures)['25']).toBeGreaterThanOrEqual(0.33);
  });

  it('give a silent ad the skills that other ads of its group ask for, where they were counted', () => {
    expect(of('profiles').named).toBeGreaterThanOrEqual(0.18);
    expect(of('profiles').groups).toBeGreaterThanOrEqual(7);
  });

  it('find in texts the skills that readers found', () => {
    const { precision, recall } = of('text').skill as unknown as Figures;
    expect(precision).toBeGreaterThanOrEqual(0.68);
    expect(recall).toBeGreaterThanOrEqual(0.58);
  });

  it('a measure that does not exist is refused, with the names of those that do', () => {
    const { status, stderr } = measured('speed');
    expect(status).toBe(2);
    expect(stderr.toString()).toContain('licence, own-ad, linked, kinship');
  });
});
