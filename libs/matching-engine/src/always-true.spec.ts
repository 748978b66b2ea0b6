import { describe, expect, it } from '@jest/globals';
import { loadModel, loadReference } from '@lotsen/reference';
import {
  assistantNurse,
  assistantNurseTitle,
  careAssistant,
  constructionCertificate,
  swedish,
} from '@lotsen/testing/concepts';
import { candidateFacts, targetFacts } from '@lotsen/testing/facts';
import fc from 'fast-check';
import {
  type AskedInText,
  assess,
  type CandidateFacts,
  type Cefr,
  contextOf,
  type Evidence,
  LiveList,
  prepareCandidate,
  prepareTarget,
  standingOf,
  type TargetFacts,
  topCandidates,
  topTargets,
  type Verdict,
} from './index.js';

// A fixed seed, so that every run can be repeated.
fc.configureGlobal({ seed: 20_261_122 });

const reference = loadReference();
const model = loadModel();
const context = contextOf(reference, model, '2026-11-22');

const skills = [
  'MR4H_FFT_mTj',
  'hqYJ_jyZ_Ks8',
  'cocQ_EPn_YiY',
  'NFVU_tyu_JsA',
  constructionCertificate,
  'vRUW_21M_5Eg',
];
const [nurses = '', lorry = ''] = [reference.group('2221')?.id, reference.occupationsOf('8332')[0]?.id];
const retired = 'qtPc_BJB_SYL';
const occupations = [
  careAssistant,
  assistantNurse,
  'eU1q_zvL_9Rf',
  'MQHi_q9J_x2d',
  'bpwq_MEr_hvP',
  nurses,
  lorry,
  retired,
];
const places = ['2481', '2417', '2462', '2580', '2582', '0180'];
const levels: Cefr[] = ['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'];
const outcomes = Object.keys(model.evidence) as Evidence['outcome'][];
const language = swedish;
const stated = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(arbitrary, fc.constant('unknown' as const));
const hours = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]) => ({ least: Math.min(a, b), most: Math.max(a, b) }));

const candidates: fc.Arbitrary<CandidateFacts> = fc
  .record({
    id: fc.uuid(),
    home: stated(fc.constantFrom(...places)),
    maxCommuteMinutes: stated(fc.integer({ min: 0, max: 180 })),
    drivesToWork: stated(fc.boolean()),
    moveTo: fc.oneof(fc.constant('anywhere' as const), fc.subarray(['01', '24', '25'])),
    acceptsRemote: fc.boolean(),
    hours: stated(hours),
    shifts: stated(fc.subarray(['day', 'evening', 'night', 'weekend'] as const)),
    drivingLicences: fc.subarray(['B', 'C', 'CE']),
    licences: fc
      .subarray([assistantNurseTitle, 'imVM_9XE_Rrm', 'dJa5_Nao_mDS'])
      .map((ids) => ids.map((licence) => ({ licence, validUntil: null, record: 'l' }))),
    languages: fc
      .subarray([language])
      .chain((ids) => fc.tuple(fc.constant(ids), fc.constantFrom(...levels)))
      .map(([ids, level]) => ids.map((id) => ({ language: id, level }))),
    experience: fc.array(
      fc.record({
        occupation: fc.constantFrom(...occupations),
        months: fc.integer({ min: 0, max: 100 }),
        lastYear: stated(fc.integer({ min: 1990, max: 2026 })),
        record: fc.constant('e'),
      }),
      { maxLength: 3 },
    ),
    education: stated(
      fc.array(
        fc.record({
          level: fc.constantFrom('2', '327', '537'),
          field: fc.constantFrom('48', '723a'),
          record: fc.constant('s'),
        }),
        { maxLength: 2 },
      ),
    ),
    evidence: fc.array(
      fc.record({
        skill: fc.constantFrom(...skills),
        outcome: fc.constantFrom(...outcomes),
        validUntil: fc.constantFrom(null, '2020-01-01', '2030-01-01'),
        record: fc.constantFrom('r1', 'r2'),
      }),
      { maxLength: 5 },
    ),
    wantedOccupations: fc.subarray(occupations, { maxLength: 2 }),
  })
  .map((given) => candidateFacts(given));

const askedInText: fc.Arbitrary<AskedInText> = fc.oneof(
  fc.constantFrom<AskedInText>(
    { kind: 'driving-licence', of: 'B', level: null, need: 'must', quote: 'B-körkort' },
    { kind: 'licence', of: assistantNurseTitle, level: null, need: 'must', quote: 'undersköterska' },
    { kind: 'years', of: '2', level: null, need: 'must', quote: 'två års erfarenhet' },
    { kind: 'shifts', of: 'rotating', level: null, need: 'must', quote: 'skiftarbete' },
    { kind: 'hours', of: 'full-time', level: null, need: 'must', quote: 'heltid' },
    { kind: 'duration', of: 'temporary', level: null, need: 'must', quote: 'vikariat' },
  ),
  fc
    .constantFrom(...levels, null)
    .map((level): AskedInText => ({ kind: 'language', of: language, level, need: 'must', quote: 'svenska' })),
);

const targets: fc.Arbitrary<TargetFacts> = fc
  .record({
    id: fc.uuid(),
    occupation: fc.constantFrom(...occupations),
    places: fc.subarray(places, { maxLength: 2 }),
    remote: fc.boolean(),
    hours: fc.oneof(hours, fc.constant(null)),
    must: fc.subarray(skills, { maxLength: 3 }),
    nice: fc.subarray(skills, { maxLength: 3 }),
    language: fc.oneof(fc.constantFrom(...levels), fc.constant(null)),
    asksLanguage: fc.boolean(),
    asksEducation: fc.boolean(),
    licence: fc.boolean(),
    skillsInText: fc.subarray(skills, { maxLength: 2 }),
    askedInText: fc.array(askedInText, { maxLength: 3 }),
    permanent: fc.boolean(),
  })
  .map(({ occupation, must, nice, language: level, asksLanguage, asksEducation, licence, ...given }) =>
    targetFacts({
      ...given,
      occupations: [occupation],
      ssyk: [reference.ssykOf(occupation) ?? ''],
      requirements: [
        ...must.map((skill) => ({ kind: 'skill', must: true, skill }) as const),
        ...nice.map((skill) => ({ kind: 'skill', must: false, skill }) as const),
        ...(asksLanguage ? [{ kind: 'language', must: true, language, level } as const] : []),
        ...(asksEducation ? [{ kind: 'education', must: false, level: '3', field: '72' } as const] : []),
        ...(licence ? [{ kind: 'driving-licence', must: true, code: 'B' } as const] : []),
      ],
    }),
  );

const assessed = (candidate: CandidateFacts, target: TargetFacts) =>
  assess(prepareCandidate(candidate, context), prepareTarget(target, context), context);
const rank: Record<Verdict, number> = { out: 0, near: 1, 'to-clarify': 2, eligible: 3 };

/** Checks that a change of facts lowers neither the score nor the verdict. */
function neverLowers(change: (facts: CandidateFacts, by: number) => CandidateFacts) {
  fc.assert(
    fc.property(candidates, targets, fc.nat(1000), (facts, target, by) => {
      const [before, after] = [assessed(facts, target), assessed(change(facts, by), target)];
      expect(after.score).toBeGreaterThanOrEqual(before.score);
      expect(rank[after.verdict]).toBeGreaterThanOrEqual(rank[before.verdict]);
      const linked = (one: CandidateFacts, assessment: typeof before) =>
        standingOf(assessment, prepareCandidate(one, context), prepareTarget(target, context), context).linked;
      if (linked(facts, before)) expect(linked(change(facts, by), after)).toBe(true);
    }),
    { numRuns: 400 },
  );
}

describe('monotone', () => {
  it('a new skill, or better evidence of one, never lowers', () => {
    neverLowers((facts, by) => ({
      ...facts,
      evidence: [
        ...facts.evidence,
        {
          skill: skills[by % skills.length] ?? '',
          outcome: outcomes[by % outcomes.length] ?? 'grade',
          validUntil: null,
          record: 'new',
        },
      ],
    }));
  });

  it('a longer commute limit never lowers', () => {
    neverLowers((facts, by) =>
      facts.maxCommuteMinutes === 'unknown' ? facts : { ...facts, maxCommuteMinutes: facts.maxCommuteMinutes + by },
    );
  });

  it('a shorter distance never lowers: living where the job is', () => {
    fc.assert(
      fc.property(candidates, targets, (facts, target) => {
        const [place] = target.places;
        fc.pre(place !== undefined);
        const before = assessed(facts, target);
        const after = assessed({ ...facts, home: place as string }, target);
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(rank[after.verdict]).toBeGreaterThanOrEqual(rank[before.verdict]);
      }),
    );
  });

  it('a licence, a better language level or more experience never lowers', () => {
    neverLowers((facts, by) => ({
      ...facts,
      drivingLicences: [...facts.drivingLicences, 'B', 'C'],
      licences: [...facts.licences, { licence: assistantNurseTitle, validUntil: null, record: 'new' }],
      languages: facts.languages.map((known) => ({ ...known, level: 'C2' })),
      experience: facts.experience.map((worked) => ({ ...worked, months: worked.months + by })),
    }));
  });

  it('one more occupation worked in, or one more education, never lowers', () => {
    neverLowers((facts, by) => ({
      ...facts,
      experience: [
        ...facts.experience,
        { occupation: occupations[by % occupations.length] as string, months: by, lastYear: 2026, record: 'new' },
      ],
    }));
    neverLowers((facts, by) => ({
      ...facts,
      education: [
        ...(facts.education === 'unknown' ? [] : facts.education),
        { level: by % 2 === 0 ? '547' : '337', field: by % 3 === 0 ? '723a' : '48', record: 'new' },
      ],
    }));
  });

  it('stating an unknown fact never lowers the score', () => {
    fc.assert(
      fc.property(candidates, targets, fc.constantFrom(...levels), (facts, target, level) => {
        const more: CandidateFacts = {
          ...facts,
          maxCommuteMinutes: facts.maxCommuteMinutes === 'unknown' ? 0 : facts.maxCommuteMinutes,
          drivesToWork: facts.drivesToWork === 'unknown' ? false : facts.drivesToWork,
          languages: facts.languages.length > 0 ? facts.languages : [{ language, level }],
          education: facts.education === 'unknown' ? [] : facts.education,
        };
        expect(assessed(more, target).score).toBeGreaterThanOrEqual(assessed(facts, target).score);
      }),
    );
  });
});

describe('blind', () => {
  it('what is not a listed fact changes no byte of any output', () => {
    fc.assert(
      fc.property(candidates, targets, fc.string(), fc.nat(120), (facts, target, name, age) => {
        const more = { ...facts, name, age, sex: 'f', origin: name, personnummer: name } as CandidateFacts;
        expect(JSON.stringify(assessed(more, target))).toBe(JSON.stringify(assessed(facts, target)));
      }),
    );
  });
});

describe('incremental equals full', () => {
  const step = <T>(one: fc.Arbitrary<T>) =>
    fc.array(fc.record({ one, goes: fc.boolean(), id: fc.nat(5) }), { maxLength: 20 });

  it("a target's list follows its candidates: whatever comes, changes and goes, in any order", () => {
    fc.assert(
      fc.property(targets, fc.array(candidates, { maxLength: 5 }), step(candidates), (wanted, people, steps) => {
        const target = prepareTarget(wanted, context);
        const held = new Map(people.map((one, at) => [`${at}`, prepareCandidate({ ...one, id: `${at}` }, context)]));
        const list = LiveList.ofCandidates(target, held.values(), context);
        for (const { one, goes, id: number } of steps) {
          const id = `${number}`;
          if (goes) {
            held.delete(id);
            list.remove(id);
          } else {
            held.set(id, prepareCandidate({ ...one, id }, context));
            list.put(held.get(id) as NonNullable<ReturnType<typeof held.get>>);
          }
          expect(JSON.stringify(list.top(3))).toBe(JSON.stringify(topCandidates(target, held.values(), context, 3)));
        }
      }),
    );
  });

  it("a candidate's list follows its targets", () => {
    fc.assert(
      fc.property(candidates, step(targets), (person, steps) => {
        const candidate = prepareCandidate(person, context);
        const held = new Map<string, ReturnType<typeof prepareTarget>>();
        const list = LiveList.ofTargets(candidate, [], context);
        for (const { one, goes, id: number } of steps) {
          const id = `${number}`;
          if (goes) {
            held.delete(id);
            list.remove(id);
          } else {
            const target = prepareTarget({ ...one, id }, context);
            held.set(id, target);
            list.put(target);
          }
        }
        expect(JSON.stringify(list.top(500))).toBe(JSON.stringify(topTargets(candidate, held.values(), context, 500)));
      }),
    );
  });
});

describe('local', () => {
  it("a change to one candidate changes no other candidate's score", () => {
    fc.assert(
      fc.property(
        fc.array(candidates, { minLength: 2, maxLength: 8 }),
        targets,
        candidates,
        (people, target, other) => {
          const scores = (facts: readonly CandidateFacts[]) => {
            const prepared = facts.map((one) => prepareCandidate(one, context));
            const { listed, near } = topCandidates(prepareTarget(target, context), prepared, context, 500);
            return new Map([...listed, ...near].map((entry) => [entry.candidate, entry.score]));
          };
          const [first, ...rest] = people as [CandidateFacts, ...CandidateFacts[]];
          const before = scores(people);
          const after = scores([{ ...other, id: first.id }, ...rest]);
          for (const { id } of rest) if (id !== first.id) expect(after.get(id)).toBe(before.get(id));
        },
      ),
    );
  });
});

describe('accounted', () => {
  it('components add up to the score, reasons to the components, and every point names its source', () => {
    fc.assert(
      fc.property(candidates, targets, (facts, target) => {
        const { score, components } = assessed(facts, target);
        expect(components.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        for (const { points, reasons, weight } of components) {
          expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(points);
          expect(points).toBeLessThanOrEqual(weight);
          for (const { source } of reasons) expect(source.record).not.toBe('');
        }
        expect(score).toBeLessThanOrEqual(10_000);
      }),
      { numRuns: 400 },
    );
  });
});

describe('replay', () => {
  it('the same facts in any order give the same bytes', () => {
    fc.assert(
      fc.property(fc.array(candidates, { maxLength: 10 }), targets, (people, target) => {
        const unique = [...new Map(people.map((one) => [one.id, one])).values()];
        const list = (facts: readonly CandidateFacts[]) => {
          const fresh = contextOf(loadedAgain, model, '2026-11-22');
          const prepared = facts.map((one) => prepareCandidate(one, fresh));
          return JSON.stringify(topCandidates(prepareTarget(target, fresh), prepared, fresh, 500));
        };
        expect(list([...unique].reverse())).toBe(list(unique));
      }),
    );
  });
  const loadedAgain = loadReference();
});
