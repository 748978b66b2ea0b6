import { expect, it } from '@jest/globals';
import { EscoCrosswalk } from '../esco.js';
import { buildEsco } from './esco.js';
import type { Published } from './published.js';

const occupation = (id: string) => `http://data.europa.eu/esco/occupation/${id}`;
const skill = (id: string) => `http://data.europa.eu/esco/skill/${id}`;
const welder = { conceptUri: occupation('w'), preferredLabel: 'welder', iscoGroup: '7212' };
const smith = { conceptUri: occupation('s'), preferredLabel: 'smith', iscoGroup: '7221' };
const relation = (of: string, kind: string, to: string) => ({
  occupationUri: occupation(of),
  relationType: kind,
  skillUri: skill(to),
});

const published: Published = {
  parts: {},
  origin: [],
  escoSkillLabels: new Map([
    ['weld', 'svetsa'],
    ['talk', 'samtala'],
    ['draw', 'rita'],
  ]),
  iscoOfGroups: [
    {
      id: 'g',
      preferred_label: 'Svetsare och gasskärare',
      ssyk_code_2012: '7212',
      related: [{ id: 'i', preferred_label: 'Svetsare och gasskärare', isco_code_08: '7212' }],
    },
  ],
  occupationCrosswalk: {
    'http://data.jobtechdev.se/taxonomy/concept/abc': {
      title: 'Svetsare,  manuell',
      matches: {
        [occupation('s')]: 'broadMatch',
        [occupation('w')]: 'exactMatch',
        [occupation('unknown')]: 'exactMatch',
        'http://data.europa.eu/esco/isco/C7212': 'narrowMatch',
      },
    },
  },
};

it('the crosswalk says which ESCO occupations a name is matched with and how, the closest first', () => {
  const everywhere = Array.from({ length: 11 }, (_, at) => relation(`other-${at}`, 'essential', 'talk'));
  const relations = [relation('w', 'essential', 'weld'), relation('w', 'optional', 'draw'), ...everywhere];
  const all = [...relations, relation('w', 'essential', 'talk')];
  const esco = new EscoCrosswalk(buildEsco([welder, smith], all, published, '1'));
  expect(esco.occupationsOf('abc')).toEqual([
    { id: 'w', label: 'welder', isco: '7212', skills: ['svetsa'], match: 'exact' },
    { id: 's', label: 'smith', isco: '7221', skills: [], match: 'broad' },
  ]);
  expect([...esco.titles()]).toMatchObject([{ id: 'abc', label: 'Svetsare, manuell', iscoGroups: ['7212'] }]);
  expect(esco.iscoGroups).toEqual([{ code: '7212', label: 'Svetsare och gasskärare', ssyk: ['7212'] }]);
  expect(esco.occupationsOf('nothing')).toEqual([]);
});

it('without the crosswalks nothing is built', () => {
  expect(() => buildEsco([welder], [], { parts: {}, origin: [] }, '1')).toThrow('ESCO cannot be built without');
});
