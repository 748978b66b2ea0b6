import { describe, expect, it } from '@jest/globals';
import { assistantNurse, careAssistant } from '@lotsen/testing/concepts';
import type { CompactKinship } from './compact.js';
import { loadReference } from './index.js';
import { KinshipTable } from './kinship.js';

const reference = loadReference();
const names = reference.groups().flatMap(({ ssyk }) => reference.occupationsOf(ssyk));
const all = names.flatMap(({ id }) => [...reference.kinOf(id)].map(([job, kinship]) => ({ person: id, job, kinship })));
const idOf = (label: string) => reference.find('occupation', label)[0] as string;
const kinOf = (label: string) => [...reference.kinOf(idOf(label)).keys()].map((id) => reference.occupation(id)?.label);

describe('the shipped kinship', () => {
  it('is 1 to 50 per cent, the nearest first, of at most 25 jobs', () => {
    expect(all.length).toBeGreaterThan(20_000);
    expect(all.filter(({ kinship: { percent } }) => !(percent >= 1 && percent <= 50))).toEqual([]);
    for (const { id } of names) {
      const percents = [...reference.kinOf(id).values()].map(({ percent }) => percent);
      expect(percents).toEqual([...percents].sort((a, b) => b - a));
      expect(percents.length).toBeLessThanOrEqual(25);
    }
  });

  it('holds no pair on which another rule decides: of one name, of one group, or published', () => {
    const decided = ({ person, job }: (typeof all)[number]) =>
      person === job ||
      reference.ssykOf(person) === reference.ssykOf(job) ||
      reference.substitutes(person).has(job) ||
      reference.occupation(job)?.retired !== false;
    expect(all.filter(decided)).toEqual([]);
  });

  it('gives trainees no kin and makes them nobody’s', () => {
    const ids = all.flatMap(({ person, job, kinship: { through } }) => [person, job, ...through]);
    expect(ids.filter((id) => reference.isTraineeName(id))).toEqual([]);
  });

  it('names what connects the two: one occupation, or one to three skills', () => {
    const count = { group: [0, 0], label: [0, 0], neighbour: [1, 1], skills: [1, 3] } as const;
    for (const { person, kinship } of all) {
      const { basis, through } = kinship;
      const [fewest, most] = count[basis];
      expect(through.length).toBeGreaterThanOrEqual(fewest);
      expect(through.length).toBeLessThanOrEqual(most);
      expect(new Set([person, ...through]).size).toBe(through.length + 1);
      const lookUp = (id: string) => (basis === 'skills' ? reference.skill(id) : reference.occupation(id));
      expect(through.filter((id) => !lookUp(id))).toEqual([]);
    }
  });

  it('is directed', () => {
    const there = all.filter(({ person, job }) => !reference.substitutes(job).has(person));
    const back = ({ person, job }: (typeof all)[number]) => reference.kinOf(job).get(person)?.percent;
    expect(there.filter((pair) => back(pair) !== pair.kinship.percent).length).toBeGreaterThan(1000);
  });

  it('brings a pair that is published in the other direction only to a quarter, if the two are alike', () => {
    expect(reference.substitutes(careAssistant).get(assistantNurse)).toBe(25);
    expect(reference.substitutes(assistantNurse).has(careAssistant)).toBe(false);
    const kinship = reference.kinOf(assistantNurse).get(careAssistant);
    expect(kinship).toMatchObject({ basis: 'neighbour', through: [careAssistant] });
    expect(kinship?.percent).toBeGreaterThanOrEqual(25);
  });

  it('does not turn a published pair into a way up', () => {
    expect(kinOf('Läkemedelskonsulent')).not.toContain('Läkare');
    expect(kinOf('Taltjänsttolk')).not.toContain('Arbetsterapeut');
    expect(kinOf('Kriminalvårdare')).not.toContain('Kriminolog');
  });

  it('says what an employment officer would say', () => {
    expect(kinOf('Vårdbiträde')).toEqual(expect.arrayContaining(['Ledsagare', 'Stödassistent']));
    expect(kinOf('Grundlärare, 4-6')).toEqual(expect.arrayContaining(['Förskollärare', 'Speciallärare']));
    expect(kinOf('Grävmaskinförare')).toEqual(expect.arrayContaining(['Mobilkranförare', 'Skogsmaskinförare']));
    expect(kinOf('Svetsare')).toContain('Svetsoperatör');
  });

  it('does not take letters for kinship', () => {
    expect(kinOf('Statist')).not.toContain('Statistiker');
    expect(kinOf('Grundlärare, 4-6')).not.toContain('Grundläggningsmaskinförare');
  });

  it('has nothing for an occupation that it does not know', () => {
    expect(reference.kinOf('nothing').size).toBe(0);
  });
});

describe('a table of an older taxonomy', () => {
  const table: CompactKinship = {
    format: 'lotsen-kinship-1',
    version: 'test',
    origin: [],
    occupations: ['a', 'b', 'c', 'd'],
    skills: ['s', 'gone'],
    kin: [[1, 240, 3, 2, 431, 0, 1, 3, 112], [0, 320, 0], [0, 250, 1], []],
  };

  it('is read row by row', () => {
    expect([...new KinshipTable(table).of('a', () => true)]).toEqual([
      ['b', { percent: 40, basis: 'neighbour', through: ['d'] }],
      ['c', { percent: 31, basis: 'skills', through: ['s', 'gone'] }],
      ['d', { percent: 12, basis: 'label', through: [] }],
    ]);
  });

  it('loses the pairs that name an id which is no longer there', () => {
    const current = new KinshipTable(table);
    const isKnown = (id: string) => id !== 'gone' && id !== 'b';
    expect([...current.of('a', isKnown).keys()]).toEqual(['d']);
    expect([...current.of('b', isKnown).keys()]).toEqual(['a']);
    expect([...current.of('c', isKnown).keys()]).toEqual([]);
  });
});
