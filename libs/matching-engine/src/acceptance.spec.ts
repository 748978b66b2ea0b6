import { describe, expect, it } from '@jest/globals';
import { loadModel, loadReference } from '@lotsen/reference';
import {
  assistantNurse,
  assistantNurseTitle,
  careAssistant,
  constructionCertificate,
  homeCare,
  residentialCare,
} from '@lotsen/testing/concepts';
import { candidateFacts, targetFacts } from '@lotsen/testing/facts';
import { LiveList } from './exact/live-list.js';
import {
  assess,
  type CandidateFacts,
  contextOf,
  prepareCandidate,
  prepareTarget,
  type TargetFacts,
  topTargets,
} from './index.js';
import { rankOf } from './ranking.js';
import { type PlaceOf, whatIf } from './what-if.js';

const reference = loadReference();
const context = contextOf(reference, loadModel(), '2026-11-22');
const assessed = (candidate: CandidateFacts, target: TargetFacts) =>
  assess(prepareCandidate(candidate, context), prepareTarget(target, context), context);

const undersköterska = assistantNurseTitle;

describe('care assistant in Lycksele, 72 months, no grades, licence B and car, 60 minutes', () => {
  const id = '33333333-3333-4333-8333-333333333333';
  const person = candidateFacts({
    id,
    home: '2481',
    maxCommuteMinutes: 60,
    drivesToWork: true,
    drivingLicences: ['B'],
    experience: [{ occupation: careAssistant, months: 72, lastYear: 2026, record: id }],
  });
  const vacancyForCareAssistant = targetFacts({ id: 'a0000000-0000-4000-8000-000000000001' });
  const personalAssistant = targetFacts({
    id: 'a0000000-0000-4000-8000-000000000002',
    occupations: ['eU1q_zvL_9Rf'],
    ssyk: ['5343'],
  });
  const nursingAssistant = targetFacts({
    id: 'a0000000-0000-4000-8000-000000000003',
    occupations: [assistantNurse],
    ssyk: ['5321'],
  });
  const in_ = (place: string) => ({
    ...vacancyForCareAssistant,
    id: `${vacancyForCareAssistant.id.slice(0, -4)}${place}`,
    places: [place],
  });

  it('is eligible as care assistant in Lycksele', () => {
    expect(assessed(person, vacancyForCareAssistant).verdict).toBe('eligible');
  });

  it('is eligible as personal assistant, by the published 75', () => {
    const assessment = assessed(person, personalAssistant);
    expect(assessment.verdict).toBe('eligible');
    const experience = assessment.components.find(({ component }) => component === 'experience');
    expect(experience?.reasons[0]?.detail).toMatchObject({ percent: 75, basis: 'published' });
  });

  it('is near as assistant nurse, lacking only the title', () => {
    const assessment = assessed(person, nursingAssistant);
    expect(assessment.verdict).toBe('near');
    const unmet = assessment.conditions.filter(({ must, state }) => must && state === 'unmet');
    expect(unmet.map(({ kind, of }) => [kind, of])).toEqual([['licence', undersköterska]]);
  });

  it('reaches Norsjö (54 minutes) but not Vilhelmina (100)', () => {
    expect(assessed(person, in_('2417')).verdict).toBe('eligible');
    expect(assessed(person, in_('2462')).verdict).toBe('out');
  });

  it('an intyg and a betyg raise the points and leave the title missing; the bevis makes eligible; withdrawn, all is as before', () => {
    const targets = [vacancyForCareAssistant, personalAssistant, nursingAssistant].map((t) =>
      prepareTarget(t, context),
    );
    const lists = (facts: CandidateFacts) =>
      JSON.stringify(topTargets(prepareCandidate(facts, context), targets, context, 10));
    const before = lists(person);
    const evidence = (outcome: 'certificate-full' | 'grade') => ({
      ...person,
      evidence: [homeCare, 'NbjJ_WBY_FoA', residentialCare].map((skill) => ({
        skill,
        outcome,
        validUntil: null,
        record: 'outcome-1',
      })),
    });
    const intyg = assessed(evidence('certificate-full'), nursingAssistant);
    const betyg = assessed(evidence('grade'), nursingAssistant);
    expect(intyg.score).toBeGreaterThan(assessed(person, nursingAssistant).score);
    expect(betyg.score).toBeGreaterThanOrEqual(intyg.score);
    expect([intyg.verdict, betyg.verdict]).toEqual(['near', 'near']);
    const withBevis = {
      ...evidence('grade'),
      licences: [{ licence: undersköterska, validUntil: null, record: 'bevis-1' }],
    };
    expect(assessed(withBevis, nursingAssistant).verdict).toBe('eligible');
    expect(lists(withBevis)).not.toBe(before);
    expect(lists({ ...withBevis, evidence: [], licences: [] })).toBe(before);
  });
});

describe('construction worker in Boden without yrkesbevis, 48 months; a job in Luleå that asks for it', () => {
  const id = '44444444-4444-4444-8444-444444444444';
  const person = candidateFacts({
    id,
    home: '2582',
    maxCommuteMinutes: 45,
    drivesToWork: true,
    experience: [{ occupation: 'bpwq_MEr_hvP', months: 48, lastYear: 2026, record: id }],
  });
  const job = targetFacts({
    id: 'b0000000-0000-4000-8000-000000000001',
    occupations: ['MQHi_q9J_x2d'],
    ssyk: ['7114'],
    places: ['2580'],
    requirements: [{ kind: 'skill', must: true, skill: constructionCertificate }],
  });
  const certified = (outcome: 'certificate-part' | 'trade-certificate'): CandidateFacts => ({
    ...person,
    evidence: [
      { skill: 'NFVU_tyu_JsA', outcome, validUntil: null, record: 'outcome-2' },
      { skill: constructionCertificate, outcome, validUntil: null, record: 'outcome-2' },
    ],
  });

  it('is near, with similarity .25 and never .9', () => {
    const assessment = assessed(person, job);
    expect(assessment.verdict).toBe('near');
    const experience = assessment.components.find(({ component }) => component === 'experience');
    expect(experience?.reasons[0]?.detail).toMatchObject({ percent: 25, basis: 'published' });
  });

  it('travels 34 minutes', () => {
    expect(reference.travelMinutes('2582', '2580', true)).toBe(34);
  });

  it('stays near with a valideringsintyg, and is eligible with the yrkesbevis that the branch issues', () => {
    expect(assessed(certified('certificate-part'), job).verdict).toBe('near');
    const assessment = assessed(certified('trade-certificate'), job);
    expect(assessment.verdict).toBe('eligible');
    const licence = assessment.conditions.find(({ kind }) => kind === 'licence');
    expect(licence?.source).toEqual({ record: 'outcome-2', outcome: 'trade-certificate' });
  });

  it('tells the new rank with the yrkesbevis', () => {
    const rival = prepareCandidate({ ...certified('trade-certificate'), id: 'rival' }, context);
    const self = prepareCandidate(person, context);
    const target = prepareTarget(job, context);
    const list = LiveList.ofCandidates(target, [rival, self], context);
    const placeOf: PlaceOf = (one, assessment) => list.placeOf(rankOf(assessment, one, target, context));
    const change = { kind: 'skill', skill: constructionCertificate, outcome: 'trade-certificate' } as const;
    const { before, after } = whatIf(self, target, [change], placeOf, context);
    expect(before.place).toEqual({ list: 'near', place: 1 });
    expect(after).toMatchObject({ verdict: 'eligible', place: { list: 'listed' } });
  });
});

describe('nobody without a licence meets the requirements of a regulated occupation', () => {
  const named = (label: string) => reference.find('occupation', label)[0] ?? '';
  const worked = (id: string, occupation: string, more: Partial<CandidateFacts> = {}) =>
    prepareCandidate(
      candidateFacts({
        id,
        home: '2481',
        drivesToWork: true,
        drivingLicences: ['B', 'C', 'CE', 'D'],
        experience: [{ occupation, months: 120, lastYear: 2026, record: id }],
        ...more,
      }),
      context,
    );
  const people = [
    worked('a care assistant', careAssistant),
    worked('a welder', named('Svetsare')),
    worked('an engineer', named('Civilingenjör inom elektroteknik'), {
      education: [{ level: '557', field: '523', record: 'degree' }],
    }),
    worked('a nurse from another country', named('Sjuksköterska, grundutbildad'), {
      education: [{ level: '547', field: '723a', record: 'degree' }],
    }),
  ];
  const lawful = reference.licences.filter(({ class: kind }) =>
    ['legitimation', 'teacher', 'protected-title'].includes(kind),
  );
  const regulated = reference
    .groups()
    .flatMap(({ ssyk }) => reference.occupationsOf(ssyk).map(({ id }) => ({ id, ssyk })))
    .filter(({ id, ssyk }) => {
      const required = reference.licencesRequiredIn(id, ssyk, true, '2');
      return !reference.isTraineeName(id) && required.some((rule) => lawful.includes(rule));
    });
  const vacancyOf = (occupation: string, ssyk: string) =>
    prepareTarget(targetFacts({ id: 'v', occupations: [occupation], ssyk: [ssyk], permanent: true }), context);
  const meets = (target: ReturnType<typeof vacancyOf>) =>
    people
      .filter((person) => ['eligible', 'to-clarify'].includes(assess(person, target, context).verdict))
      .map(({ facts }) => facts.id);

  it('as an occupation name', () => {
    expect(regulated.length).toBeGreaterThan(100);
    expect(regulated.filter(({ id, ssyk }) => meets(vacancyOf(id, ssyk)).length > 0)).toEqual([]);
  });

  it('as the group of names that most need it, in a vacancy and in a county', () => {
    const groups = [...new Set(regulated.map(({ ssyk }) => ssyk))].filter((ssyk) => {
      const names = reference.occupationsOf(ssyk).filter(({ id }) => !reference.isTraineeName(id));
      const isNamed = lawful.some((rule) => rule.groups.includes(ssyk));
      return isNamed || regulated.filter((one) => one.ssyk === ssyk).length * 2 > names.length;
    });
    expect(groups.length).toBeGreaterThan(25);
    for (const ssyk of [...groups, '2330', '5321', '5323', '3212', '2343', '2272']) {
      const county = targetFacts({ kind: 'occupation', id: 'o', occupations: [ssyk], ssyk: [ssyk], permanent: true });
      expect([ssyk, meets(vacancyOf(reference.group(ssyk)?.id ?? '', ssyk))]).toEqual([ssyk, []]);
      expect([ssyk, meets(prepareTarget(county, context))]).toEqual([ssyk, []]);
    }
  });
});
