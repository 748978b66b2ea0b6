import { describe, expect, it } from '@jest/globals';
import { loadReference } from '@lotsen/reference';
import { profilesOf, stopWordsOf } from './counted.js';

const reference = loadReference();
const skill = (label: string) => reference.find('skill', label)[0] as string;

describe('spellings that ads use without meaning the skill', () => {
  const ads = (text: string, ...groups: string[]) => groups.map((ssyk) => ({ ssyk, text }));
  const stopped = (given: Parameters<typeof stopWordsOf>[0]) => stopWordsOf(given, reference, []).map(([word]) => word);
  const tools = 'Krav: verktyg';

  it('are found in ads of several groups whose field the skill is not linked to', () => {
    expect(stopWordsOf(ads(tools, '2512', '2341', '5330'), reference, [])).toEqual([['verktyg', 3, 3, 0]]);
    expect(stopped(ads(tools, '2512', '2512', '2512'))).toEqual([]);
    expect(stopped(ads(tools, '2512', '2512', '2512', '2512', '2512'))).toEqual(['verktyg']);
  });

  it('are not those of ads in the field of the skill', () => {
    expect(stopped(ads('Krav: verktyg', '5223', '3322', '5221'))).toEqual([]);
  });

  it('are names that more ads have in small letters than as a name', () => {
    const name = ads('Krav: Source', '2512');
    expect(stopped(name)).toEqual([]);
    expect(stopped([...name, ...ads('A source of joy.', '2512', '2341')])).toEqual(['Source']);
  });

  it('are none of a skill whose words were chosen by hand', () => {
    const given = ads(tools, '2512', '2341', '5330');
    expect(stopWordsOf(given, reference, [[skill('Verktyg'), 'Verktyg', ['handverktyg']]])).toEqual([]);
  });
});

describe('the profile of a group', () => {
  const ads = (count: number, ssyk: string, ...skills: string[]) =>
    Array.from({ length: count }, () => ({ ssyk, skills }));

  it('is counted from ten ads on, the most frequent skill first', () => {
    expect(profilesOf([...ads(6, '2512', 'b', 'a', 'a'), ...ads(4, '2512', 'b')])).toEqual([
      [
        '2512',
        10,
        [
          ['b', 10],
          ['a', 6],
        ],
      ],
    ]);
    expect(profilesOf(ads(9, '2512', 'a'))).toEqual([]);
  });

  it('leaves out what a single ad asks for', () => {
    expect(profilesOf([...ads(9, '2512', 'a'), ...ads(1, '2512', 'b')])).toEqual([['2512', 10, [['a', 9]]]]);
  });
});
