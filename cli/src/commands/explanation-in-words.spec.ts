import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../client.js';
import { explanationInWords } from './explanation-in-words.js';

const id = '00000000-0000-4000-8000-000000000001';
const standing = (score: number, place: number, list: 'listed' | 'near' = 'listed') =>
  ({ verdict: list === 'near' ? 'near' : 'eligible', score, place: { list, place } }) as Schemas['Standing'];
const skill = (of: string) => ({ kind: 'skill', skill: of, outcome: 'certificate-full' }) as const;

const explanation = {
  asOf: '2026-11-28',
  model: '2',
  reference: '1',
  candidate: id,
  title: 'Snickare',
  verdict: 'eligible',
  score: 1,
  place: { list: 'listed', place: 2 },
  components: [
    {
      component: 'competence',
      weight: 5000,
      value: 1,
      points: 1,
      couldGain: 0,
      reasons: [
        {
          of: 'drawings',
          label: 'Ritningsläsning',
          points: 1,
          detail: { importance: 1, percent: 20, askedBy: 'employer' },
          source: { from: 'profile', record: id, outcome: 'self-declared' },
        },
      ],
    },
    {
      component: 'wish',
      weight: 1111,
      value: 1,
      points: 555,
      couldGain: 0,
      reasons: [
        {
          of: null,
          label: null,
          points: 555,
          detail: { wish: 'unmentioned' },
          source: { from: 'profile', record: id, outcome: 'not-stated' },
        },
      ],
    },
  ],
  conditions: [],
  wouldHelp: [
    { change: skill('drawings'), label: 'Ritningsläsning', before: standing(1, 9), after: standing(3, 6) },
    { change: skill('roofs'), label: 'Takläggning', before: standing(1, 2, 'near'), after: standing(2, 1) },
  ],
} as unknown as Schemas['Explanation'];

describe('an explanation in words', () => {
  const lines = explanationInWords(explanation, 'sv').split('\n');

  it('says among whom a place is: the persons for the target, not the rows of a list', () => {
    expect(lines[0]).toBe(`Varför: ${id} – Snickare: 1 poäng, uppfyller kraven, plats 2 bland personerna som passar`);
    const near = { ...explanation, verdict: 'near', place: { list: 'near', place: 1 } } as Schemas['Explanation'];
    expect(explanationInWords(near, 'en')).toContain(': 1 point, nearly, place 1 among the persons who nearly fit\n');
  });

  it('says that evidence of a skill would help, also where the person has the skill', () => {
    expect(lines.slice(-2)).toEqual([
      '    Ritningsläsning, validerad med intyg (nu: egen uppgift): 1 → 3 poäng, från plats 9 till plats 6 bland personerna som passar',
      '    Takläggning, validerad med intyg (finns inte i uppgifterna): nästan → uppfyller kraven, 1 → 2 poäng, plats 1 bland personerna som passar',
    ]);
  });

  it('names what backs a point by words of the language', () => {
    expect(lines).toContain('          1  Ritningsläsning  ← egen uppgift');
    expect(lines).toContain('        555  ← inte uppgivet');
  });
});
