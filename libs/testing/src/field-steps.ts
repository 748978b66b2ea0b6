import type { CandidateFacts, FactsChange, Requirement, Seen, TargetFacts } from '@lotsen/matching-engine';
import fc from 'fast-check';
import { assistantNurse, assistantNurseTitle, careAssistant, homeCare, swedish } from './concepts.js';
import { candidateFacts, targetFacts } from './facts.js';

/** The ids of a small field, in which changes often concern the same persons and vacancies. */
export const people = ['a', 'b', 'c', 'd', 'e', 'f'];
export const jobs = ['v', 'w', 'x'];
const days = ['2026-11-22', '2026-11-25', '2027-02-01'];
const places = ['2481', '2482', '2417', '0180'];
const seen: Seen[] = ['all', { organisation: 'o', shares: ['o', 'g'] }];

const requirements: Requirement[] = [
  { kind: 'driving-licence', must: true, code: 'B' },
  { kind: 'skill', must: true, skill: homeCare },
  { kind: 'skill', must: true, skill: assistantNurseTitle },
  { kind: 'language', must: true, language: swedish, level: 'B2' },
  { kind: 'education', must: true, level: '3', field: '72' },
  { kind: 'experience', must: true, occupation: careAssistant },
];

const person: fc.Arbitrary<Partial<CandidateFacts>> = fc.record({
  home: fc.constantFrom(...places, 'unknown' as const),
  maxCommuteMinutes: fc.constantFrom(20, 60, 150, 'unknown' as const),
  drivesToWork: fc.constant(true),
  drivingLicences: fc.subarray(['B']),
  languages: fc.subarray([{ language: swedish, level: 'B1' as const }]),
  education: fc.constantFrom('unknown' as const, [], [{ level: '337', field: '723a', record: 's' }]),
  experience: fc.subarray([
    { occupation: careAssistant, months: 24, lastYear: 2026, record: 'e' },
    { occupation: assistantNurse, months: 6, lastYear: 2020, record: 'f' },
  ]),
  licences: fc.subarray([{ licence: assistantNurseTitle, validUntil: '2026-11-24', record: 'l' }]),
  evidence: fc.subarray([
    { skill: homeCare, outcome: 'certificate-full' as const, validUntil: '2026-12-31', record: 'r' },
    { skill: assistantNurseTitle, outcome: 'grade' as const, validUntil: null, record: 'q' },
  ]),
  wantedOccupations: fc.subarray([careAssistant]),
});

const job: fc.Arbitrary<Partial<TargetFacts>> = fc.record({
  occupations: fc.constantFrom([careAssistant], [assistantNurse]),
  ssyk: fc.constantFrom(['5330'], ['5321']),
  places: fc.subarray(places, { maxLength: 2 }),
  requirements: fc.array(fc.constantFrom(...requirements), { maxLength: 3 }),
  room: fc.constantFrom(0, 1),
});

/** What happens to a field: its facts change, a day passes, somebody asks about a pair, and may leave before the answer. */
export type Step =
  | { readonly change: FactsChange }
  | { readonly day: string }
  | { readonly ask: string; readonly of: string; readonly seen: Seen; readonly leaves: boolean };

export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ id: fc.constantFrom(...people), facts: fc.option(person), shared: fc.boolean() }).map((one): Step => {
    const facts = one.facts && candidateFacts({ id: one.id, ...one.facts });
    const about = { id: one.id, organisation: one.id < 'd' ? 'o' : 'p', sharedWith: one.shared ? ['g'] : [] };
    return { change: { candidates: [{ ...about, facts }], targets: [] } };
  }),
  fc.record({ id: fc.constantFrom(...jobs), facts: fc.option(job) }).map(({ id, facts }): Step => {
    return {
      change: { candidates: [], targets: [{ kind: 'vacancy', id, facts: facts && targetFacts({ id, ...facts }) }] },
    };
  }),
  fc.constantFrom(...days).map((day): Step => ({ day })),
  fc.record({
    ask: fc.constantFrom(...people),
    of: fc.constantFrom(...jobs),
    seen: fc.constantFrom(...seen),
    leaves: fc.boolean(),
  }),
);
