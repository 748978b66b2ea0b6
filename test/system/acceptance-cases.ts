import { beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '@lotsen/platform';
import {
  assistantNurse,
  assistantNurseTitle,
  careAssistant,
  constructionCertificate,
  homeCare,
  residentialCare,
  swedish,
} from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { settled } from '@lotsen/testing/settled';
import { aPerson, aPlacement, aVacancy, type Changed, inDays } from '@lotsen/testing/test-system';
import type { SystemFixture } from './system-fixture.js';

const today = inDays(0);
const title = assistantNurseTitle;

interface Why {
  readonly verdict: string;
  readonly score: number;
  readonly notices: readonly string[];
  readonly conditions: readonly { kind: string; of: string | null; must: boolean; state: string; source: unknown }[];
  readonly components: readonly { component: string; reasons: readonly { detail: object }[] }[];
}

/** The acceptance cases of the field, except pathways and the optimal round. */
export function acceptanceCases({ field }: SystemFixture): void {
  const api = () => field().api;
  const why = async (person: Changed, target: Changed): Promise<Why> => {
    let found: Why | undefined;
    await eventually(async () => {
      found = await api().get<Why>('officer', `/v1/matching/candidates/${person.id}/targets/${target.id}`);
    });
    return found as Why;
  };
  const unmet = ({ conditions }: Why) =>
    conditions.filter(({ must, state }) => must && state === 'unmet').map(({ kind, of }) => [kind, of]);
  const detailOf = ({ components }: Why, component: string) =>
    components.find((one) => one.component === component)?.reasons[0]?.detail;

  describe('the care assistant in Lycksele', () => {
    const facts = {
      home: '2481',
      maxCommuteMinutes: 60,
      drivesToWork: true,
      drivingLicences: ['B'],
      experience: [{ occupation: careAssistant, months: 72, lastYear: 2026 }],
    };
    let person: Changed;
    let profile: Changed;
    const jobs: Record<string, Changed> = {};
    /** The person's matches with these jobs. Unlike whole lists, they do not depend on what other tests create. */
    const standing = () => Promise.all(Object.values(jobs).map((job) => why(person, job)));
    const post = async (more: object) => api().post<Changed>('employer', '/v1/vacancies', aVacancy(more));

    beforeAll(async () => {
      person = await field().sharedPerson(facts);
      jobs.careAssistant = await post({});
      jobs.personalAssistant = await post({ occupation: 'eU1q_zvL_9Rf' });
      jobs.assistantNurse = await post({ occupation: assistantNurse });
      jobs.inNorsjo = await post({ place: '2417' });
      jobs.inVilhelmina = await post({ place: '2462' });
      profile = await api().post('learning-centre', '/v1/validations/profiles', {
        name: 'Testprofil: omvårdnad',
        process: 'komvux',
        saidBy: 'Testet',
        units: [{ unit: 'O1', label: 'Omvårdnad', skills: [homeCare, 'NbjJ_WBY_FoA', residentialCare] }],
      });
      // What would help is told of skills that a published profile assesses, and the profile comes by an event too.
      await settled((role, path) => api().get(role, path), serviceNames);
    });

    it('is eligible at home and in Norsjö, not in Vilhelmina; as personal assistant by the published 75', async () => {
      expect((await why(person, jobs.careAssistant as Changed)).verdict).toBe('eligible');
      expect((await why(person, jobs.inNorsjo as Changed)).verdict).toBe('eligible');
      expect((await why(person, jobs.inVilhelmina as Changed)).verdict).toBe('out');
      const assistant = await why(person, jobs.personalAssistant as Changed);
      expect(assistant.verdict).toBe('eligible');
      expect(detailOf(assistant, 'experience')).toMatchObject({ percent: 75, basis: 'published' });
    });

    it('lacks only the title as assistant nurse: intyg and betyg raise the points, the bevis makes eligible, and all can be undone', async () => {
      const nurse = jobs.assistantNurse as Changed;
      const before = await standing();
      const first = await why(person, nurse);
      expect([first.verdict, unmet(first)]).toEqual(['near', [['licence', title]]]);
      const log = (result: string) =>
        api().post<Changed>('learning-centre', '/v1/validations/outcomes', {
          candidate: person.id,
          profile: profile.id,
          result,
          units: [{ unit: 'O1', extent: 'full' }],
          assessedOn: today,
        });
      const intyg = await log('certificate');
      let withIntyg = first;
      await eventually(async () => {
        withIntyg = await why(person, nurse);
        expect(withIntyg.score).toBeGreaterThan(first.score);
      });
      expect(unmet(withIntyg)).toEqual([['licence', title]]);
      const betyg = await log('grade');
      await eventually(async () => expect((await why(person, nurse)).score).toBeGreaterThan(withIntyg.score));
      expect(unmet(await why(person, nurse))).toEqual([['licence', title]]);

      const path = `/v1/candidates/${person.id}/facts`;
      await field().change('officer', path, { ...facts, licences: [{ licence: title }] }, 'PUT');
      await eventually(async () => expect((await why(person, nurse)).verdict).toBe('eligible'));
      await field().change('officer', path, facts, 'PUT');
      for (const { id } of [intyg, betyg]) {
        await field().change('learning-centre', `/v1/validations/outcomes/${id}/withdraw`);
      }
      await eventually(async () => expect(await standing()).toEqual(before));
    });
  });

  it('the construction worker in Boden is near a job in Luleå: similarity .25, until the branch’s yrkesbevis is registered', async () => {
    const person = await field().sharedPerson({
      home: '2582',
      maxCommuteMinutes: 45,
      drivesToWork: true,
      experience: [{ occupation: 'bpwq_MEr_hvP', months: 48, lastYear: 2026 }],
    });
    const requirements = [{ kind: 'skill', must: true, skill: constructionCertificate }];
    const job = await api().post<Changed>(
      'employer',
      '/v1/vacancies',
      aVacancy({ title: 'Anläggningsarbetare', occupation: 'MQHi_q9J_x2d', place: '2580', requirements }),
    );
    const profile = await api().post<Changed>('learning-centre', '/v1/validations/profiles', {
      name: 'Testprofil: anläggning',
      process: 'branch',
      saidBy: 'Testet',
      units: [{ unit: 'A1', label: 'Yrkesbevis', skills: [constructionCertificate] }],
    });
    const before = await why(person, job);
    expect(before.verdict).toBe('near');
    expect(detailOf(before, 'experience')).toMatchObject({ percent: 25, basis: 'published' });
    const outcome = (result: string, extent: string, more: object = {}) => ({
      candidate: person.id,
      profile: profile.id,
      result,
      units: [{ unit: 'A1', extent }],
      assessedOn: today,
      ...more,
    });
    const topUp = await api().post<Changed>(
      'learning-centre',
      '/v1/validations/outcomes',
      outcome('certificate', 'part'),
    );
    await api().get('officer', `/v1/matching/candidates/${person.id}/vacancies?min-version=${topUp.id}:1`);
    expect((await why(person, job)).verdict).toBe('near');
    const alone = await api().call(
      'learning-centre',
      'POST',
      '/v1/validations/outcomes',
      outcome('trade-certificate', 'full'),
    );
    expect([alone.status, alone.body.code]).toEqual([422, 'may-not-issue']);
    const document = { issuer: 'Testbranschen' };
    await api().post('learning-centre', '/v1/validations/outcomes', outcome('trade-certificate', 'full', { document }));
    await eventually(async () => expect((await why(person, job)).verdict).toBe('eligible'));
  });

  describe('the APL round of a learning centre in Skellefteå', () => {
    const apl = (place: string, capacity: number, more: object = {}) =>
      aPlacement({ kind: 'apl', title: 'APL i hemtjänsten', place, capacity, start: today, end: inDays(35), ...more });
    const yes = { how: 'oral', day: today };

    it('of 24 who need a place at most 20 get one, and the others are told that places are missing', async () => {
      const need = await field().create('learning-centre', '/v1/placements/needs', {
        title: '24 APL',
        kind: 'apl',
        occupation: careAssistant,
        places: ['2482', '2417'],
        number: 24,
        start: today,
        end: inDays(35),
      });
      const skelleftea = await api().post<Changed>('employer', '/v1/placements', apl('2482', 14));
      const norsjo = await api().post<Changed>('employer', '/v1/placements', apl('2417', 6));
      const statuses: number[] = [];
      for (const [learner, candidate] of (await field().learners(24, 0)).entries()) {
        const placement = learner < 16 ? skelleftea.id : norsjo.id;
        const { status } = await api().call('learning-centre', 'POST', '/v1/placements/bookings', {
          candidate,
          placement,
          need: need.id,
          personSaidYes: yes,
        });
        statuses.push(status);
      }
      expect(statuses.filter((status) => status === 201)).toHaveLength(20);
      expect(statuses.filter((status) => status === 409)).toHaveLength(4);
    });

    it('a workplace whose only supervisor has step 1 takes APL, and no assessment of vocational competence', async () => {
      const supervisor = await api().post<Changed>('employer', '/v1/placements/supervisors', {
        mark: 'A',
        step: 1,
        most: 3,
      });
      const supervisors = [supervisor.id];
      const learning = await api().post<Changed>('employer', '/v1/placements', apl('2482', 2, { supervisors }));
      const assessing = await api().post<Changed>(
        'employer',
        '/v1/placements',
        aPlacement({ kind: 'yrkeskompetensbedomning', capacity: 2, supervisors, end: inDays(14) }),
      );
      const room = async ({ id }: Changed) =>
        (await api().get<{ room: number }>('employer', `/v1/placements/${id}`)).room;
      expect([await room(learning), await room(assessing)]).toEqual([2, 0]);
      const refused = await api().call('officer', 'POST', '/v1/placements/bookings', {
        candidate: (await field().sharedPerson({ home: '2482' })).id,
        placement: assessing.id,
        personSaidYes: yes,
      });
      expect([refused.status, refused.body.code]).toEqual([409, 'no-room']);
    });

    it('a learner at B1 sees that there is language support; it is told, and gates nothing', async () => {
      const learner = await api().post<Changed>(
        'officer',
        '/v1/candidates',
        aPerson({ home: '2482', languages: [{ language: swedish, level: 'B1' }] }),
      );
      const placement = await api().post<Changed>(
        'employer',
        '/v1/placements',
        apl('2482', 1, { languageSupport: true }),
      );
      const told = await why(learner, placement);
      expect(told.notices).toContain('language-support');
      expect(unmet(told)).toEqual([]);
      const ran = await field().cli(
        'officer',
        'matches',
        'candidate',
        learner.id,
        '--targets',
        'placements',
        '--only',
        placement.id,
      );
      expect(ran.out).toContain('språkstöd finns');
    });

    it('ends "partly, 96 of 160 hours"; what the supervisor confirms is evidence, and the place is free again', async () => {
      const learner = await field().sharedPerson({ home: '2482' });
      const supervisor = await api().post<Changed>('employer', '/v1/placements/supervisors', {
        mark: 'B',
        step: 1,
        most: 1,
      });
      const placement = await api().post<Changed>(
        'employer',
        '/v1/placements',
        apl('2482', 1, { supervisors: [supervisor.id] }),
      );
      const booking = await api().post<Changed>('learning-centre', '/v1/placements/bookings', {
        candidate: learner.id,
        placement: placement.id,
        supervisor: supervisor.id,
        hoursPlanned: 160,
        personSaidYes: yes,
      });
      const path = `/v1/placements/bookings/${booking.id}`;
      const early = await field().attempt('employer', `${path}/start`);
      expect([early.status, early.body.field]).toEqual([409, expect.stringContaining('risk-assessment')]);
      expect(early.body.field).toContain('insurer');
      await field().change('employer', `${path}/sign`, { party: 'workplace', how: 'paper', day: today });
      await field().change('learning-centre', `${path}/sign`, { party: 'school', how: 'paper', day: today });
      const insurer = { kind: 'school', reference: 'S-1' };
      await field().change(
        'learning-centre',
        `${path}/agreement`,
        { insurer, riskAssessedOn: today, confidentialityOn: today },
        'PUT',
      );
      await field().change('employer', `${path}/start`);
      const vague = await field().attempt('supervisor', `${path}/end`, { result: 'partly' });
      expect([vague.status, vague.body.code]).toEqual([422, 'hours-missing']);
      await field().change('supervisor', `${path}/end`, { result: 'partly', hoursDone: 96 });
      await field().change('supervisor', `${path}/confirm-skills`, { skills: [residentialCare] });
      const ended = await api().get('learning-centre', path);
      expect(ended).toMatchObject({ status: 'ended', result: 'partly', hoursDone: 96, hoursPlanned: 160 });
      expect(await api().get('employer', `/v1/placements/${placement.id}`)).toMatchObject({ room: 1 });
    });
  });
}
