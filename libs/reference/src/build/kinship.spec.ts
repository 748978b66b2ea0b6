import { describe, expect, it } from '@jest/globals';
import type { CompactTaxonomy } from '../compact.js';
import { KinshipTable } from '../kinship.js';
import type { LicenceRule } from '../types.js';
import { buildKinship, percentOf } from './kinship.js';
import { KinshipScores, kinshipBase, pairsOf } from './kinship-scores.js';
import type { Published } from './published.js';

const [miller, turner, fitter, cook, student] = [0, 1, 2, 3, 4];
const [turning, drawings] = ['s0', 's1'];

/** Millers and turners share a skill; fitters share nothing with them but a published pair. */
const taxonomy = {
  version: 'test',
  groups: [
    ['7221', 'g0', 'Fräsare'],
    ['7222', 'g1', 'Svarvare'],
    ['8111', 'g2', 'Montörer'],
    ['5120', 'g3', 'Kockar'],
  ],
  occupations: [
    ['miller', 'Fräsare', 0],
    ['turner', 'Svarvare', 1],
    ['fitter', 'Montör', 2],
    ['cook', 'Kock', 3],
    ['student', 'Lärling, svarvare', 1],
    ...['Bagare', 'Diskare', 'Hovmästare', 'Konditor', 'Servitör'].map((label) => [label, label, 3]),
  ],
  traineeNames: [student],
  skills: [turning, drawings].map((id) => [id, id]),
  skillsOfGroups: [[1], [0, 1], [], []],
  substitutes: [turner, fitter, 75, cook, miller, 25],
  keywords: [],
} as unknown as CompactTaxonomy;
const published: Published = { parts: {}, origin: ['test'] };
const base = kinshipBase(taxonomy, published, []);
const scores = new KinshipScores(base, pairsOf(taxonomy));

describe('the score', () => {
  it('goes through an occupation that is like the person’s, and in its direction only', () => {
    expect(scores.of(miller, fitter)).toBeGreaterThan(0);
    expect(scores.neighbour(miller, fitter)).toBe(turner);
    expect(scores.of(fitter, miller)).toBe(0);
  });

  it('goes through an occupation that is like the job', () => {
    expect(scores.neighbour(cook, turner)).toBe(miller);
  });

  it('does not see a pair that is left out', () => {
    const without = new KinshipScores(base, [[cook, miller, 25]]);
    expect(without.of(miller, fitter)).toBe(0);
    expect(without.of(turner, fitter)).toBe(0);
  });

  it('is of likeness where no pair connects the two', () => {
    expect(scores.of(miller, turner)).toBeGreaterThan(0);
    expect(scores.neighbour(miller, turner)).toBeUndefined();
  });

  it('counts a pair of the other direction, and less if the publisher knows pairs of both', () => {
    expect(scores.neighbour(fitter, turner)).toBe(turner);
    const knownBoth = new KinshipScores(base, [...pairsOf(taxonomy), [fitter, cook, 75], [cook, turner, 75]]);
    expect(knownBoth.of(fitter, turner)).toBeLessThan(scores.of(fitter, turner));
  });

  it('does not count a pair of the other direction if the job asks for a higher level or a licence', () => {
    expect(scores.of(miller, cook)).toBeGreaterThan(0);
    const licence = { groups: [], occupations: ['cook'], exempt: [] } as unknown as LicenceRule;
    expect(new KinshipScores(kinshipBase(taxonomy, published, [licence]), pairsOf(taxonomy)).of(miller, cook)).toBe(0);
    const groups = taxonomy.groups.map(([ssyk, ...rest]) => [ssyk === '5120' ? '2120' : ssyk, ...rest] as const);
    const above = kinshipBase({ ...taxonomy, groups }, published, []);
    expect(new KinshipScores(above, pairsOf(taxonomy)).of(miller, cook)).toBe(0);
  });

  it('becomes a per cent that grows with it and stops at 50', () => {
    expect([0, 0.01, 0.17, 0.5, 2].map(percentOf)).toEqual([0, 8, 25, 38, 50]);
  });
});

it('the table names the shared skills, and leaves out published pairs and trainees', () => {
  const table = new KinshipTable(buildKinship(taxonomy, published, []));
  const all = () => true;
  expect([...table.of('miller', all).keys()]).toContain('turner');
  expect(table.of('miller', all).get('turner')).toMatchObject({ basis: 'skills', through: [drawings] });
  expect(table.of('miller', all).has('student')).toBe(false);
  expect(table.of('student', all).size).toBe(0);
  const paired = { ...taxonomy, substitutes: [...taxonomy.substitutes, miller, turner, 75] };
  expect(new KinshipTable(buildKinship(paired, published, [])).of('miller', all).has('turner')).toBe(false);
});
