import { expect, it } from '@jest/globals';
import type { Schemas } from '../client.js';
import { demandsInWords } from './demands-in-words.js';

const demands: Schemas['Demands'] = {
  asOf: '2026-11-28',
  model: '2',
  reference: '1',
  target: '00000000-0000-4000-8000-000000000001',
  counts: { eligible: '<5', toClarify: 5, near: 45 },
  demands: [
    {
      requirement: { kind: 'language', must: true, language: 'zSLA_vw2_FXN', level: 'B1' },
      label: 'Svenska',
      eligible: 10,
      eligibleAsWish: 35,
    },
    { requirement: { kind: 'car', must: true }, label: null, eligible: 10, eligibleAsWish: 10 },
  ],
  stale: false,
};

it('what demands cost is told with who is counted, who could take the vacancy, and that no count is exact', () => {
  expect(demandsInWords(demands, 'sv').split('\n')).toEqual([
    '00000000-0000-4000-8000-000000000001  (2026-11-28: alla i systemet räknas, även de som inget annat än räckhåll knyter till annonsen)',
    '  färre än 5  uppfyller alla krav',
    '  cirka 5     uppfyller dem kanske: något behöver kontrolleras',
    '  cirka 45    nästan: det som saknas går att skaffa',
    '',
    'Krav               kan ta jobbet nu  om kravet var ett önskemål',
    'språk: Svenska B1  cirka 10          cirka 35',
    'egen bil           cirka 10          cirka 10',
    '',
    'De som "kan ta jobbet" uppfyller kraven eller har något att kontrollera.',
    expect.stringMatching(/aldrig exakta.*avrundade till femtal.*hela dagen\.$/u),
  ]);
});

it('a vacancy without must-haves has none that could be a wish', () => {
  expect(demandsInWords({ ...demands, demands: [] }, 'en')).toContain('The vacancy has no must-have');
});
