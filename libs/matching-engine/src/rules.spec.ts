import { describe, expect, it } from '@jest/globals';
import { loadModel, loadReference } from '@lotsen/reference';
import { assistantNurse, assistantNurseTitle, careAssistant, swedish } from '@lotsen/testing/concepts';
import { candidateFacts, targetFacts } from '@lotsen/testing/facts';
import {
  assess,
  type CandidateFacts,
  contextOf,
  prepareCandidate,
  prepareTarget,
  type TargetFacts,
  topCandidates,
} from './index.js';
import { costOfDemands, Field } from './what-if.js';

const reference = loadReference();
const context = contextOf(reference, loadModel(), '2026-11-22');
const assessed = (candidate: Partial<CandidateFacts>, target: Partial<TargetFacts>) =>
  assess(prepareCandidate(candidateFacts(candidate), context), prepareTarget(targetFacts(target), context), context);
const state = (candidate: Partial<CandidateFacts>, target: Partial<TargetFacts>, kind: string) =>
  assessed(candidate, target).conditions.find((condition) => condition.kind === kind)?.state;

describe('hard conditions', () => {
  it('hours, shifts, start, language and education that were not stated have to be clarified', () => {
    const asked: Partial<TargetFacts> = {
      hours: { least: 100, most: 100 },
      shifts: ['night'],
      start: '2026-12-01',
      requirements: [
        { kind: 'language', must: true, language: swedish, level: 'B1' },
        { kind: 'education', must: true, level: '3', field: null },
      ],
    };
    const assessment = assessed({ home: '2481' }, asked);
    expect(assessment.verdict).toBe('to-clarify');
    const unknown = assessment.conditions.filter((c) => c.state === 'unknown').map((c) => c.kind);
    expect(unknown).toEqual(['language', 'education', 'hours', 'shifts', 'availability']);
  });

  it.each([
    [{ least: 50, most: 75 }, { least: 75, most: 100 }, 'met'],
    [{ least: 50, most: 75 }, { least: 76, most: 100 }, 'unmet'],
    [{ least: 75, most: 100 }, { least: 50, most: 75 }, 'met'],
    [{ least: 76, most: 100 }, { least: 50, most: 75 }, 'unmet'],
  ])('hours %j of a person for %j of a job are %s: they have to overlap', (hours, asked, expected) => {
    expect(state({ hours }, { hours: asked }, 'hours')).toBe(expected);
  });

  it.each([
    ['A2', 'unmet'],
    ['B1', 'met'],
    ['B2', 'met'],
  ] as const)('a language at %s where B1 is asked is %s', (level, expected) => {
    const requirements = [{ kind: 'language', must: true, language: swedish, level: 'B1' }] as const;
    expect(state({ languages: [{ language: swedish, level }] }, { requirements }, 'language')).toBe(expected);
  });

  describe('the way to work', () => {
    const byCar = reference.travelMinutes('2480', '2481', true) as number;
    const reach = (person: Partial<CandidateFacts>) =>
      state({ home: '2480', ...person }, { places: ['2481'] }, 'reach');

    it('may take as long as somebody says, and no minute more', () => {
      expect(reach({ drivesToWork: true, maxCommuteMinutes: byCar })).toBe('met');
      expect(reach({ drivesToWork: true, maxCommuteMinutes: byCar - 1 })).toBe('unmet');
    });

    it('of somebody who does not say that they drive has to be asked about where only a car is quick enough', () => {
      expect(reach({ drivesToWork: 'unknown', maxCommuteMinutes: byCar })).toBe('unknown');
      expect(reach({ drivesToWork: false, maxCommuteMinutes: byCar })).toBe('unmet');
    });
  });

  it('a skill or licence that is absent is none, not unknown', () => {
    const skill = { kind: 'skill', must: true, skill: 'MR4H_FFT_mTj' } as const;
    expect(state({}, { requirements: [skill] }, 'skill')).toBe('unmet');
    expect(state({}, { requirements: [{ kind: 'driving-licence', must: true, code: 'B' }] }, 'driving-licence')).toBe(
      'unmet',
    );
  });

  it('what is only wished for, found in text or derived gates nothing', () => {
    const assessment = assessed(
      { home: '2481' },
      { requirements: [{ kind: 'skill', must: false, skill: 'MR4H_FFT_mTj' }], skillsInText: ['hqYJ_jyZ_Ks8'] },
    );
    expect(assessment.verdict).toBe('eligible');
  });

  it('an excluded occupation, group or employer is out, for it cannot be closed', () => {
    const home = { home: '2481' };
    expect(assessed({ ...home, excludedOccupations: [careAssistant] }, {}).verdict).toBe('out');
    expect(assessed({ ...home, excludedOccupations: ['tAJS_JNb_hDH'] }, {}).verdict).toBe('out');
    expect(assessed({ ...home, excludedEmployers: ['5566778899'] }, { employer: '5566778899' }).verdict).toBe('out');
  });

  it('no room left is out', () => {
    expect(assessed({ home: '2481' }, { room: 0 }).verdict).toBe('out');
  });

  it('a nursing student is no nurse: the group gives no .9', () => {
    const student = [...reference.occupationsOf('2221')].find(({ label }) => label === 'Sjuksköterskestuderande');
    const nurse = [...reference.occupationsOf('2221')].find(({ label }) => label === 'Sjuksköterska, grundutbildad');
    const similarity = context.similarity.between(student?.id ?? '', nurse?.id ?? '');
    expect(similarity.percent).toBeLessThanOrEqual(75);
    expect(similarity.basis).not.toBe('group');
  });

  it('an expired licence no longer counts, and an expired proof falls back to the next best', () => {
    const nurse = { occupations: [assistantNurse], ssyk: ['5321'] };
    const held = (validUntil: string) => ({
      home: '2481',
      licences: [{ licence: assistantNurseTitle, validUntil, record: 'r' }],
    });
    expect(assessed(held('2026-11-21'), nurse).verdict).toBe('near');
    expect(assessed(held('2026-11-22'), nurse).verdict).toBe('eligible');
    const backed = prepareCandidate(
      candidateFacts({
        evidence: [
          { skill: 's', outcome: 'grade', validUntil: '2020-01-01', record: 'old' },
          { skill: 's', outcome: 'employment', validUntil: null, record: 'new' },
        ],
      }),
      context,
    );
    expect(backed.skills.get('s')).toMatchObject({ record: 'new', percent: 70 });
  });

  it('a teacher without legitimation may be employed for a time, not for good', () => {
    const teacher = reference.find('occupation', 'Grundlärare, 4-6')[0] ?? '';
    const school = { occupations: [teacher], ssyk: ['2341'] };
    const trained = { home: '2481', education: [{ level: '547', field: '144a', record: 'degree' }] };
    expect(assessed({ home: '2481' }, { ...school, permanent: true }).verdict).toBe('out');
    expect(assessed(trained, { ...school, permanent: true }).verdict).toBe('near');
    const forATime = assessed({ home: '2481' }, { ...school, permanent: false });
    expect(forATime.verdict).toBe('eligible');
    // The law's limit is told.
    expect(forATime.conditions[0]).toMatchObject({ kind: 'licence', must: false, by: 'law', state: 'unmet' });
  });

  it.each([
    ['with no medical degree', [], [], 'out'],
    ['with a nurse’s degree', [{ level: '537', field: '723a', record: 'r' }], [], 'out'],
    ['with a medical degree, from whichever country', [{ level: '557', field: '721a', record: 'r' }], [], 'near'],
    ['who has practised as a physician', [], ['Läkare'], 'near'],
    ['who is studying to be one', [], ['Läkarstuderande'], 'out'],
  ])('the licence of a physician for somebody %s', (_, education, jobs, verdict) => {
    const named = (label: string) => reference.occupationsOf('2219').find((one) => one.label === label)?.id ?? '';
    const experience = jobs.map((job) => ({ occupation: named(job), months: 60, lastYear: 2024, record: 'r' }));
    const hospital = { occupations: [reference.group('2211')?.id ?? ''], ssyk: ['2211'] };
    expect(assessed({ home: '2481', education, experience }, hospital).verdict).toBe(verdict);
  });

  it.each([
    ['B1', 'met', 10_000],
    ['A2', 'unknown', 6_666],
    ['A0', 'unmet', 0],
  ] as const)('a language at %s where no level is asked is %s', (level, expected, value) => {
    const requirements = [{ kind: 'language', must: true, language: swedish, level: null }] as const;
    const assessment = assessed({ languages: [{ language: swedish, level }] }, { requirements });
    expect(assessment.conditions.find(({ kind }) => kind === 'language')?.state).toBe(expected);
    expect(assessment.components.find(({ component }) => component === 'language')?.value).toBe(value);
  });

  it('a retired occupation name counts as the name in use that has its label', () => {
    const [retired, inUse] = ['qtPc_BJB_SYL', 'BbNn_Gtf_rKp'];
    expect(reference.occupation(retired)?.retired).toBe(true);
    const experience = [{ occupation: retired, months: 24, lastYear: 2026, record: 'r' }];
    const asked = { requirements: [{ kind: 'experience', must: true, occupation: inUse }] as const };
    expect(state({ experience }, asked, 'experience')).toBe('met');
    const wish = assessed(
      { wantedOccupations: [retired] },
      { occupations: [inUse], ssyk: [reference.ssykOf(inUse) ?? ''] },
    );
    expect(wish.components.find(({ component }) => component === 'wish')?.value).toBe(10_000);
  });

  it.each([
    ['a language', { kind: 'language', of: swedish, level: 'B2' }, { languages: [{ language: swedish, level: 'C1' }] }],
    ['a driving licence', { kind: 'driving-licence', of: 'B', level: null }, { drivingLicences: ['B'] }],
    [
      'a licence',
      { kind: 'licence', of: assistantNurseTitle, level: null },
      { licences: [{ licence: assistantNurseTitle, validUntil: null, record: 'r' }] },
    ],
    [
      'years',
      { kind: 'years', of: '2', level: null },
      { experience: [{ occupation: careAssistant, months: 24, lastYear: 2026, record: 'r' }] },
    ],
    ['shifts', { kind: 'shifts', of: 'night', level: null }, { shifts: ['day', 'night'] }],
    ['hours', { kind: 'hours', of: 'full-time', level: null }, { hours: { least: 50, most: 100 } }],
  ] as const)(
    '%s that only the text asks for is met, or has to be clarified, and rules nobody out',
    (_, read, facts) => {
      const asking = (need: 'must' | 'merit' | 'not') => ({
        askedInText: [{ ...read, need, quote: 'the words' }],
        requirements: [],
      });
      const by = (one: ReturnType<typeof assessed>) => one.conditions.filter((condition) => condition.by === 'text');
      const without = assessed({ home: '2481' }, asking('must'));
      expect(without.verdict).toBe('to-clarify');
      expect(by(without)).toMatchObject([{ state: 'unknown', quote: 'the words', closableInDays: null }]);
      const having = assessed({ home: '2481', ...(facts as Partial<CandidateFacts>) }, asking('must'));
      expect(by(having)).toMatchObject([{ state: 'met' }]);
      expect(having.verdict).toBe('eligible');
      expect(by(assessed({ home: '2481' }, asking('merit')))).toEqual([]);
      expect(by(assessed({ home: '2481' }, asking('not')))).toEqual([]);
    },
  );

  it('several shifts that one clause asks for are one question, which quotes it once', () => {
    const askedInText = ['evening', 'weekend'].map(
      (of) => ({ kind: 'shifts', of, level: null, need: 'must', quote: 'kväll och helg' }) as const,
    );
    const { conditions } = assessed({ home: '2481' }, { askedInText, requirements: [] });
    expect(conditions.filter(({ by }) => by === 'text')).toMatchObject([{ kind: 'shifts', quote: 'kväll och helg' }]);
  });

  it('who has studied for a licence, or holds it, is linked to what demands it', () => {
    const nurse = prepareTarget(
      targetFacts({ occupations: [reference.group('2221')?.id ?? ''], ssyk: ['2221'] }),
      context,
    );
    const linked = (facts: Partial<CandidateFacts>) => {
      const { listed, near } = topCandidates(
        nurse,
        [prepareCandidate(candidateFacts({ home: '2481', ...facts }), context)],
        context,
        1,
      );
      return [...listed, ...near].map((entry) => entry.linked);
    };
    const education = [{ level: '547', field: '723a', record: 'r' }];
    const licence = reference.licencesAfter('547', '723a')[0]?.id ?? '';
    expect(linked({ education })).toEqual([true]);
    expect(linked({ licences: [{ licence, validUntil: null, record: 'r' }] })).toEqual([true]);
    expect(linked({ education: [] })).toEqual([]);
  });

  it('what a field asks for is not asked for by the text once more, and version 1 does not read it', () => {
    const asked: Partial<TargetFacts> = {
      requirements: [{ kind: 'driving-licence', must: true, code: 'B' }],
      hours: { least: 100, most: 100 },
      askedInText: [
        { kind: 'driving-licence', of: 'B', level: null, need: 'must', quote: 'B-körkort' },
        { kind: 'hours', of: 'full-time', level: null, need: 'must', quote: 'heltid' },
        { kind: 'duration', of: 'temporary', level: null, need: 'must', quote: 'vikariat' },
        { kind: 'language', of: swedish, level: null, need: 'must', quote: 'svenska' },
      ],
    };
    const read = (version: '1' | '2') =>
      prepareTarget(targetFacts(asked), contextOf(reference, loadModel(undefined, version), '2026-11-22')).readInText;
    expect(read('2').map(({ kind }) => kind)).toEqual(['language']);
    expect(read('1')).toEqual([]);
  });

  it('who drives for a living needs the driving licence that the law asks for; who learns it in practice does not yet', () => {
    const lorry = reference.occupationsOf('8332')[0]?.id ?? '';
    const driving = { occupations: [lorry], ssyk: ['8332'] };
    const held = (codes: string[], target: Partial<TargetFacts>) =>
      state({ drivingLicences: codes }, target, 'driving-licence');
    expect(held(['B'], driving)).toBe('unmet');
    expect(held(['CE'], driving)).toBe('met');
    expect(held(['B'], { ...driving, kind: 'placement' })).toBeUndefined();
    expect(held([], { occupations: [careAssistant] })).toBeUndefined();
  });

  it('a placement asks for no licence: one learns there under supervision', () => {
    const placement = { kind: 'placement', occupations: [assistantNurse], ssyk: ['5321'] } as const;
    expect(assessed({ home: '2481' }, placement).verdict).toBe('eligible');
  });
});

describe('reach', () => {
  it('is met by commuting, moving or remote work, whichever is best', () => {
    const far = { places: ['0180'] };
    expect(state({ home: '2481', maxCommuteMinutes: 60 }, far, 'reach')).toBe('unmet');
    expect(state({ home: '2481', maxCommuteMinutes: 60, moveTo: ['01'] }, far, 'reach')).toBe('met');
    expect(state({ home: '2481', maxCommuteMinutes: 60, moveTo: 'anywhere' }, far, 'reach')).toBe('met');
    expect(state({ acceptsRemote: true }, { ...far, remote: true }, 'reach')).toBe('met');
  });

  it('an ad that names no place has to be asked about, and one abroad only by who would move anywhere', () => {
    expect(state({ home: '2481' }, { places: [] }, 'reach')).toBe('unknown');
    expect(state({ home: '2481' }, { places: [], abroad: true }, 'reach')).toBe('unmet');
    expect(state({ moveTo: 'anywhere' }, { places: [], abroad: true }, 'reach')).toBe('unknown');
  });
});

describe('score', () => {
  it('weights depend on the target alone and add up to 10,000', () => {
    const targets: Partial<TargetFacts>[] = [
      {},
      { requirements: [{ kind: 'language', must: false, language: swedish, level: 'B2' }] },
      { places: [], requirements: [{ kind: 'education', must: false, level: '5', field: '72' }] },
    ];
    for (const facts of targets) {
      const { weights } = prepareTarget(targetFacts(facts), context);
      expect([...weights.values()].reduce((a, b) => a + b, 0)).toBe(10_000);
    }
  });

  it('competence weighs less where the profile was derived, and names what it was derived from', () => {
    const derived = prepareTarget(targetFacts(), context);
    const named = prepareTarget(
      targetFacts({ requirements: [{ kind: 'skill', must: true, skill: 'MR4H_FFT_mTj' }] }),
      context,
    );
    expect(derived.weights.get('competence')).toBeLessThan(named.weights.get('competence') ?? 0);
    expect(derived.terms).toHaveLength(8);
    expect(new Set(derived.terms.map(({ source }) => source))).toEqual(new Set(['derived']));
  });

  it('where ads of the group were counted, they give the profile: at most eight skills, each of a fifth of the ads', () => {
    const group = reference.groups().find(({ ssyk }) => reference.profileOf(ssyk));
    const { terms } = prepareTarget(targetFacts({ occupations: [], ssyk: [group?.ssyk ?? ''] }), context);
    expect(new Set(terms.map(({ source }) => source))).toEqual(new Set(['counted']));
    expect(terms.length).toBeLessThanOrEqual(8);
    const [first] = reference.profileOf(group?.ssyk ?? '') ?? [];
    expect(terms[0]?.skill).toBe(first?.skill);
    expect(terms[0]?.importance).toBe(Math.floor((60 * (first?.count ?? 0)) / (first?.ads ?? 1)));
    const shares = reference.profileOf(group?.ssyk ?? '')?.filter(({ count, ads }) => count * 5 >= ads);
    expect(terms).toHaveLength(Math.min(8, shares?.length ?? 0));
  });

  it('version 1 of the model takes the profile from the taxonomy, whatever was counted', () => {
    const group = reference.groups().find(({ ssyk }) => reference.profileOf(ssyk));
    const older = contextOf(reference, loadModel(undefined, '1'), context.asOf);
    const { terms } = prepareTarget(targetFacts({ occupations: [], ssyk: [group?.ssyk ?? ''] }), older);
    expect(new Set(terms.map(({ source }) => source))).toEqual(new Set(['derived']));
  });

  it('a related skill backs at half', () => {
    const pair = [...reference.skills()].find(
      ({ id }) => reference.relatedSkills(id).size > 0 && !reference.licence(id),
    );
    const [related] = reference.relatedSkills(pair?.id ?? '');
    const assessment = assessed(
      { evidence: [{ skill: related ?? '', outcome: 'grade', validUntil: null, record: 'r' }] },
      { requirements: [{ kind: 'skill', must: false, skill: pair?.id ?? '' }] },
    );
    const reason = assessment.components[0]?.reasons[0];
    expect(reason?.detail).toMatchObject({ percent: 50, through: related });
  });

  it('tells what stating an unknown fact could add', () => {
    const asked: Partial<TargetFacts> = {
      requirements: [{ kind: 'language', must: false, language: swedish, level: 'B1' }],
    };
    const language = (facts: Partial<CandidateFacts>) =>
      assessed(facts, asked).components.find(({ component }) => component === 'language');
    expect(language({})?.couldGain).toBe(language({})?.weight);
    expect(language({ languages: [{ language: swedish, level: 'B1' }] })).toMatchObject({
      couldGain: 0,
      value: 10_000,
    });
  });
});

describe('facts that count together, from version 2 of the model', () => {
  const first = contextOf(reference, loadModel(undefined, '1'), '2026-11-22');
  const period = (months: number, lastYear: number | 'unknown', record: string) => {
    return { occupation: careAssistant, months, lastYear, record };
  };
  const experienceOf = (experience: CandidateFacts['experience'], given = context) =>
    assess(
      prepareCandidate(candidateFacts({ experience }), given),
      prepareTarget(targetFacts(), given),
      given,
    ).components.find(({ component }) => component === 'experience');

  it('periods of work in one occupation are one, up to the latest year', () => {
    const four = [period(6, 2022, 'a'), period(6, 2023, 'b'), period(7, 'unknown', 'c'), period(5, 2026, 'd')];
    const one = experienceOf([period(24, 2026, 'c')]);
    expect(experienceOf(four)).toEqual({ ...one, value: 10_000 });
    expect(experienceOf(four)?.reasons).toEqual(one?.reasons);
    expect(experienceOf(four, first)?.value).toBeLessThan(5000);
  });

  it.each([
    ['CE', 'B', 'met'],
    ['D', 'B', 'met'],
    ['CE', 'C', 'met'],
    ['C', 'CE', 'unmet'],
    ['B', 'C', 'unmet'],
    ['A', 'B', 'unmet'],
  ])('a driving licence %s is one of %s too: %s', (held, code, expected) => {
    const requirements = [{ kind: 'driving-licence', must: true, code } as const];
    expect(state({ drivingLicences: [held] }, { requirements }, 'driving-licence')).toBe(expected);
    const before = assess(
      prepareCandidate(candidateFacts({ drivingLicences: [held] }), first),
      prepareTarget(targetFacts({ requirements }), first),
      first,
    );
    expect(before.conditions.find(({ kind }) => kind === 'driving-licence')?.state).toBe('unmet');
  });
});

describe('lists and demands', () => {
  const people = Array.from({ length: 30 }, (_, at) =>
    prepareCandidate(
      candidateFacts({ id: `person-${at}`, home: '2481', drivingLicences: at % 3 === 0 ? ['B'] : [] }),
      context,
    ),
  );
  const target = prepareTarget(
    targetFacts({ requirements: [{ kind: 'driving-licence', must: true, code: 'B' }] }),
    context,
  );

  it('equal scores are ordered the same way whoever came first', () => {
    const forwards = topCandidates(target, people, context, 30);
    const backwards = topCandidates(target, [...people].reverse(), context, 30);
    expect(forwards).toEqual(backwards);
    const order = forwards.listed.map(({ candidate }) => candidate);
    expect(order).not.toEqual([...order].sort());
  });

  it('counts the eligible, those to clarify, the near and the rest', () => {
    expect(topCandidates(target, people, context, 1).counts).toEqual({
      eligible: 10,
      'to-clarify': 0,
      near: 20,
      out: 0,
    });
  });

  it('tells what a must-have costs', () => {
    const missing = people.filter((one) => assess(one, target, context).unmet === 1);
    expect(costOfDemands(target, missing, context)).toEqual([{ requirement: 0, more: 20 }]);
  });

  it('refuses a length that is none', () => {
    expect(() => topCandidates(target, people, context, 501)).toThrow('k must be a whole number from 1 to 500.');
  });
});

describe('an occupation in a region', () => {
  const county = (ssyk: string) =>
    prepareTarget(targetFacts({ kind: 'occupation', occupations: [ssyk], ssyk: [ssyk], places: ['2481'] }), context);

  it('asks for a licence where most of its occupations do', () => {
    const licences = (ssyk: string) => county(ssyk).licences.map(({ rule, must }) => [rule.label, must]);
    expect(licences('2273')).toEqual([['Legitimation som arbetsterapeut', true]]);
    // What some of them need is told.
    expect(licences('2662')).toEqual([['Legitimation som hälso- och sjukvårdskurator', false]]);
  });

  it('asks a specialist nurse for the education, or the practice', () => {
    const nurse = { licences: [{ licence: 'dJa5_Nao_mDS', validUntil: null, record: 'r' }] };
    const districtNurses = { occupations: [reference.group('2224')?.id ?? ''], ssyk: ['2224'], permanent: true };
    const educated = (field: string) => ({ ...nurse, education: [{ level: '547', field, record: 'r' }] });
    expect(assessed({ home: '2481', ...educated('723a') }, districtNurses).verdict).toBe('out');
    expect(assessed({ home: '2481', ...educated('723h') }, districtNurses).verdict).toBe('eligible');
    expect(assessed({ home: '2481', ...nurse, education: 'unknown' }, districtNurses).verdict).toBe('to-clarify');
    const [{ id: occupation = '' } = {}] = reference.occupationsOf('2224');
    const experience = [{ occupation, months: 12, lastYear: 2026, record: 'r' }];
    expect(assessed({ home: '2481', ...educated('723a'), experience }, districtNurses).verdict).toBe('eligible');
  });

  it.each([
    ['2272', 'Legitimation som fysioterapeut'],
    ['2341', 'Lärarlegitimation'],
    ['2343', 'Förskollärarlegitimation'],
    ['3212', 'Legitimation som biomedicinsk analytiker'],
    ['5321', 'Bevis om skyddad yrkestitel som undersköterska'],
    ['5323', 'Bevis om skyddad yrkestitel som undersköterska'],
  ])('of group %s asks for %s, and so does a vacancy of that group', (ssyk, label) => {
    const vacancy = targetFacts({ occupations: [reference.group(ssyk)?.id ?? ''], ssyk: [ssyk] });
    for (const target of [county(ssyk), prepareTarget(vacancy, context)]) {
      expect(target.licences.map(({ rule }) => rule.label)).toEqual([label]);
    }
    const first = contextOf(reference, loadModel(undefined, '1'), '2026-11-22');
    expect(prepareTarget(vacancy, first).licences).toEqual([]);
  });

  it('counts those who wish for it or have worked in it, not all whom nothing keeps out', () => {
    const people = [
      candidateFacts({ id: 'a', home: '2481', wantedOccupations: [careAssistant] }),
      candidateFacts({
        id: 'b',
        home: '2481',
        experience: [{ occupation: careAssistant, months: 12, lastYear: 2025, record: 'b' }],
      }),
      candidateFacts({ id: 'c', home: '2481' }),
      candidateFacts({ id: 'd', home: '0180', wantedOccupations: [careAssistant], maxCommuteMinutes: 30 }),
    ].map((facts) => prepareCandidate(facts, context));
    expect(new Field(people, context).count(county('5330'))).toBe(2);
  });
});
