import { describe, expect, it } from '@jest/globals';
import { loadModel, loadReference, type Model, type Reference } from '@lotsen/reference';
import { assistantNurse, assistantNurseTitle, careAssistant, homeCare, swedish } from '@lotsen/testing/concepts';
import { candidateFacts, targetFacts } from '@lotsen/testing/facts';
import { assess } from './assess.js';
import { prepareCandidate } from './candidate.js';
import { contextOf } from './context.js';
import type { CandidateFacts, TargetFacts } from './facts.js';
import { assessAgain, type KnownMatch, knowMatch } from './known-match.js';
import { prepareTarget } from './target.js';

const reference = loadReference();
const model = loadModel();
const asOf = '2026-11-22';

const person = candidateFacts({
  home: '2480',
  maxCommuteMinutes: 60,
  drivesToWork: true,
  moveTo: ['25'],
  hours: { least: 50, most: 100 },
  shifts: ['day', 'evening'],
  drivingLicences: ['B'],
  licences: [{ licence: assistantNurseTitle, validUntil: null, record: 'r1' }],
  languages: [{ language: swedish, level: 'B1' }],
  experience: [{ occupation: careAssistant, months: 40, lastYear: 2024, record: 'r2' }],
  education: [{ level: '327', field: '723', record: 'r3' }],
  evidence: [{ skill: homeCare, outcome: 'certificate-full', validUntil: '2027-01-01', record: 'r4' }],
  wantedOccupations: [assistantNurse],
});
const asking: TargetFacts['requirements'] = [
  { kind: 'skill', must: true, skill: homeCare },
  { kind: 'experience', must: true, occupation: careAssistant },
  { kind: 'language', must: true, language: swedish, level: 'B2' },
  { kind: 'education', must: false, level: '3', field: '72' },
  { kind: 'driving-licence', must: true, code: 'B' },
  { kind: 'car', must: false },
];
const matches: [string, CandidateFacts, TargetFacts][] = [
  ['that asks for nothing', person, targetFacts()],
  [
    'of another occupation, with all there is to ask',
    person,
    targetFacts({
      occupations: [assistantNurse],
      ssyk: ['5321'],
      requirements: asking,
      hours: { least: 75, most: 100 },
      shifts: ['day', 'night'],
      start: '2027-01-01',
    }),
  ],
  ['far away', person, targetFacts({ places: ['0180'] })],
  [
    'at a placement named by its group',
    person,
    targetFacts({ kind: 'placement', occupations: ['5321'], ssyk: ['5321'], room: 0, places: ['2482'] }),
  ],
  ['of a person who said nothing', candidateFacts(), targetFacts({ requirements: asking })],
  [
    'of things that nobody knows any more',
    candidateFacts({ home: '9999', experience: [{ occupation: 'gone', months: 9, lastYear: 'unknown', record: 'r' }] }),
    targetFacts({ occupations: ['gone'], ssyk: [], places: ['2481'] }),
  ],
];

/** A known match as read back from the database, which keeps it as JSON text. */
const stored = (known: KnownMatch) => JSON.parse(JSON.stringify(known)) as KnownMatch;
const bytes = (value: unknown) => JSON.stringify(value);
const known = (candidate: CandidateFacts, target: TargetFacts, given: { reference?: Reference; model?: Model } = {}) =>
  knowMatch(candidate, target, { reference, model, asOf, ...given });

const withAnswers = (answers: object) => Object.assign(Object.create(reference) as Reference, answers);
/** A later reference, with other links, travel times and groups. */
const laterReference = withAnswers({
  version: 'later',
  skillsOf: () => [],
  relatedSkills: () => new Set<string>(),
  substitutes: () => new Map<string, number>(),
  ssykOf: () => '2221',
  travelMinutes: () => 599,
  licencesRequiredIn: () => reference.licences.slice(0, 1),
});
const laterModel: Model = { ...model, version: 'later', weights: { ...model.weights, experience: 1, reach: 97 } };

describe.each(matches)('a match with a target %s', (_name, candidate, target) => {
  it('is computed again to the same bytes from what was known alone', () => {
    const before = known(candidate, target);
    expect(bytes(assessAgain(stored(before)))).toBe(bytes(before.assessment));
  });

  it('is the one that the engine gives: recording changes nothing', () => {
    const context = contextOf(reference, model, asOf);
    const given = assess(prepareCandidate(candidate, context), prepareTarget(target, context), context);
    expect(bytes(known(candidate, target).assessment)).toBe(bytes(given));
  });

  it('stays what it was when the reference and the model have changed', () => {
    const before = bytes(known(candidate, target));
    const later = known(candidate, target, { reference: laterReference, model: laterModel });
    expect(later).toMatchObject({ reference: 'later', model: { version: 'later' } });
    const kept = JSON.parse(before) as KnownMatch;
    expect(kept.reference).toBe(reference.version);
    expect(bytes(assessAgain(kept))).toBe(bytes(kept.assessment));
    expect(bytes(assessAgain(stored(later)))).toBe(bytes(later.assessment));
  });
});

describe('a match with a target of any group', () => {
  const nameOf = (ssyk: string) => reference.occupationsOf(ssyk)[0]?.id ?? ssyk;

  it('is computed again to the same bytes, for vacancies and placements', () => {
    const groups = reference.groups().map(({ ssyk }) => ssyk);
    const differing = groups.filter((ssyk, at) => {
      const from = groups[(at * 7 + 3) % groups.length] as string;
      const experience = [{ occupation: nameOf(from), months: 30, lastYear: 2025, record: 'r1' }];
      const requirements = reference
        .skillsOf(ssyk)
        .slice(0, 2)
        .map((id) => ({ kind: 'skill' as const, must: true, skill: id }));
      const target = targetFacts({
        kind: at % 2 ? 'vacancy' : 'placement',
        occupations: [nameOf(ssyk)],
        ssyk: [ssyk],
        requirements,
        permanent: at % 4 < 2,
      });
      const before = known({ ...person, experience }, target);
      return bytes(assessAgain(stored(before))) !== bytes(before.assessment);
    });
    expect(differing).toEqual([]);
  });
});

describe('what was known', () => {
  const [, candidate, target] = matches[1] as (typeof matches)[number];

  it('matters: the later reference, and the later model, give another assessment', () => {
    const before = bytes(known(candidate, target).assessment);
    expect(bytes(known(candidate, target, { reference: laterReference }).assessment)).not.toBe(before);
    expect(bytes(known(candidate, target, { model: laterModel }).assessment)).not.toBe(before);
  });

  it('is kept even of what the reference holds and goes on to change', () => {
    const related = new Set(reference.relatedSkills(homeCare));
    const changing = withAnswers({ relatedSkills: () => related });
    const before = known(candidate, target, { reference: changing });
    related.clear();
    expect(bytes(assessAgain(before))).toBe(bytes(before.assessment));
  });

  it('does not answer what was not asked: an engine that asks otherwise is told apart', () => {
    const before = stored(known(candidate, target));
    const other = targetFacts({ occupations: ['3Y4a_mHA_7ni'], ssyk: ['2512'] });
    expect(() => assessAgain({ ...before, target: other })).toThrow('which it did not ask then');
  });
});
