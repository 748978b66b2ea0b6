import { describe, expect, it } from '@jest/globals';
import { homeCare, residentialCare } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { careAssistantInLycksele } from '@lotsen/testing/personas';
import { aPerson, aPlacement, aVacancy, type Changed, inDays } from '@lotsen/testing/test-system';
import type { SystemFixture } from './system-fixture.js';

const today = inDays(0);
const validPersonnummer = '19121212-1212';

interface Proposal {
  readonly status: string;
}
interface Booking {
  readonly status: string;
  readonly candidate: string;
}
interface Explanation {
  readonly components: readonly {
    readonly reasons: readonly { readonly source: { outcome: string; record: string } }[];
  }[];
}

/** From a registration to a filled vacancy: each step by the role that takes it in production; others are refused. */
export function walk({ field, log }: SystemFixture): void {
  describe('the walk', () => {
    let person: Changed;
    let outcome: Changed;
    let placement: Changed;
    let supervisor: Changed;
    let booking: string;
    let vacancy: Changed;

    const propose = async (kind: string, target: string): Promise<Changed> => {
      const body = { candidate: person.id, target: { kind, id: target } };
      await eventually(async () => {
        const { status } = await field().api.call(
          'officer',
          'GET',
          `/v1/matching/candidates/${person.id}/targets/${target}`,
        );
        expect(status).toBe(200);
      });
      const proposal = await field().create('officer', '/v1/matching/proposals', body);
      const path = `/v1/matching/proposals/${proposal.id}`;
      // Without the person's yes the proposal cannot be sent, and the employer cannot see it.
      const release = { fields: ['name', 'phone'], basis: 'osl-10-1', until: inDays(30) };
      expect((await field().attempt('officer', `${path}/send`, release)).status).toBe(409);
      expect((await field().api.call('employer', 'GET', path)).status).toBe(404);
      await field().change('officer', `${path}/consent`, { how: 'oral', day: today });
      await field().change('officer', `${path}/send`, release);
      return proposal;
    };
    const statusOf = async (proposal: string) =>
      (await field().api.get<Proposal>('officer', `/v1/matching/proposals/${proposal}`)).status;

    it('an officer registers a person, who says yes to the linking of evidence', async () => {
      person = await field().create('officer', '/v1/candidates', {
        identity: { name: 'Testperson Lycksele', personnummer: validPersonnummer, phone: '070-0000000' },
        facts: careAssistantInLycksele,
      });
      await field().change(
        'officer',
        `/v1/candidates/${person.id}/evidence-link`,
        { yes: true, how: 'written', day: today },
        'PUT',
      );
      const shown = await field().api.get<{ consents: { yes: boolean; notedBy: string }[] }>(
        'officer',
        `/v1/candidates/${person.id}`,
      );
      expect(shown.consents).toMatchObject([{ yes: true, how: 'written', notedBy: 'demo-officer' }]);
    });

    it('a learning centre takes the person through the stages of komvux, logs the outcome, and completes the case', async () => {
      const profile = await field().create('learning-centre', '/v1/validations/profiles', {
        name: 'Testprofil: vård',
        process: 'komvux',
        saidBy: 'Testet',
        units: [{ unit: 'V1', label: 'Vård i hemmet', skills: [homeCare] }],
      });
      const resolved = await field().api.post<{ candidate: string }>('learning-centre', '/v1/candidates/resolve', {
        personnummer: validPersonnummer,
      });
      expect(resolved.candidate).toBe(person.id);
      const opened = await field().create('learning-centre', '/v1/validations/cases', {
        candidate: person.id,
        process: 'komvux',
        profile: profile.id,
        orderedBy: 'employer',
      });
      const path = `/v1/validations/cases/${opened.id}`;
      const leap = await field().attempt('learning-centre', `${path}/advance`, { to: 'grade' });
      expect([leap.status, leap.body.code]).toEqual([409, 'stage-not-next']);
      for (const to of ['admitted', 'assessment', 'certificate']) {
        await field().change('learning-centre', `${path}/advance`, { to });
      }
      await eventually(async () => {
        outcome = await field().create('learning-centre', '/v1/validations/outcomes', {
          candidate: person.id,
          profile: profile.id,
          result: 'certificate',
          units: [{ unit: 'V1', extent: 'part' }],
          assessedOn: today,
          orderedBy: 'employer',
          case: opened.id,
        });
      });
      await field().change('learning-centre', `${path}/complete`, { outcome: outcome.id });
    });

    it('an officer cannot issue a grade, but registers a document that exists', async () => {
      const profiles = await field().api.get<{ items: { id: string; name: string }[] }>(
        'officer',
        '/v1/validations/profiles?limit=200',
      );
      const profile = profiles.items.find(({ name }) => name === 'Testprofil: vård')?.id;
      const grade = {
        candidate: person.id,
        profile,
        result: 'grade',
        units: [{ unit: 'V1', extent: 'full', grade: 'C' }],
        assessedOn: today,
      };
      const issued = await field().api.call('officer', 'POST', '/v1/validations/outcomes', grade);
      expect([issued.status, issued.body.code]).toEqual([422, 'may-not-issue']);
      const document = { issuer: 'Testskolan', reference: '2026:1' };
      await field().api.post('officer', '/v1/validations/outcomes', { ...grade, document });
    });

    it('an employer names a supervisor, and posts a placement and a vacancy', async () => {
      supervisor = await field().create('employer', '/v1/placements/supervisors', { mark: 'H1', step: 1, most: 2 });
      placement = await field().create('employer', '/v1/placements', aPlacement({ supervisors: [supervisor.id] }));
      vacancy = await field().create(
        'employer',
        '/v1/vacancies/drafts',
        aVacancy({ notices: ['criminal-records-extract'] }),
      );
      const draft = await field().api.call('officer', 'GET', `/v1/vacancies/${vacancy.id}`);
      expect(draft.status).toBe(404);
      await field().change('employer', `/v1/vacancies/${vacancy.id}/publish`);
    });

    it('a placement is proposed with the person’s yes, accepted, and booked of itself', async () => {
      const proposal = await propose('placement', placement.id);
      await field().change('employer', `/v1/matching/proposals/${proposal.id}/accept`);
      await eventually(async () => expect(await statusOf(proposal.id)).toBe('booked'));
      booking = proposal.id;
      const held = await field().api.get<Booking>('officer', `/v1/placements/bookings/${booking}`);
      expect(held).toMatchObject({ status: 'booked', candidate: person.id });
      const recomputed = await field().api.post<{ same: boolean }>(
        'officer',
        `/v1/matching/proposals/${proposal.id}/recompute`,
        {},
      );
      expect(recomputed.same).toBe(true);
    });

    it('nothing starts before all is agreed on: what is missing is named', async () => {
      const path = `/v1/placements/bookings/${booking}`;
      const early = await field().attempt('employer', `${path}/start`);
      expect([early.status, early.body.code]).toEqual([409, 'not-ready']);
      for (const what of ['insurer', 'risk-assessment', 'supervisor', 'signature:workplace', 'signature:officer']) {
        expect(early.body.field).toContain(what);
      }
      await field().change('employer', `${path}/sign`, { party: 'workplace', how: 'paper', day: today });
      await field().change('officer', `${path}/sign`, { party: 'officer', how: 'electronic', day: today });
      const insurer = { kind: 'state', reference: 'F-1' };
      await field().change('officer', `${path}/agreement`, { insurer, confidentialityOn: today }, 'PUT');
      await field().change('employer', `${path}/supervisor`, { supervisor: supervisor.id }, 'PUT');
      const risky = await field().attempt('employer', `${path}/start`);
      expect([risky.status, risky.body.field]).toEqual([409, 'risk-assessment']);
      await field().change('employer', `${path}/agreement`, { riskAssessedOn: today }, 'PUT');
      await field().change('employer', `${path}/start`);
    });

    it('the supervisor assesses at the end, and confirms skills: evidence, and no grade', async () => {
      const path = `/v1/placements/bookings/${booking}`;
      await field().change('coordinator', `${path}/interrupt`, { because: 'illness' });
      await field().change('supervisor', `${path}/resume`);
      await field().change('supervisor', `${path}/end`, { result: 'completed', hoursDone: 160, ledToJob: true });
      await field().change('supervisor', `${path}/confirm-skills`, { skills: [residentialCare, homeCare] });
      await eventually(async () => {
        const why = await field().api.get<Explanation>(
          'officer',
          `/v1/matching/candidates/${person.id}/targets/${vacancy.id}`,
        );
        const sources = why.components.flatMap(({ reasons }) => reasons.map(({ source }) => source));
        expect(sources).toContainEqual(expect.objectContaining({ outcome: 'workplace-confirmed', record: booking }));
      });
      expect(await statusOf(booking)).toBe('ended');
    });

    it('the vacancy is proposed, the released part of the identity shown to its employer alone, and the vacancy filled', async () => {
      const proposal = await propose('vacancy', vacancy.id);
      await eventually(async () => {
        const released = await field().api.get<{ identity: object }>(
          'employer',
          `/v1/candidates/releases/${proposal.id}`,
        );
        expect(released.identity).toEqual({ name: 'Testperson Lycksele', phone: '070-0000000' });
      });
      await field().change('employer', `/v1/matching/proposals/${proposal.id}/accept`);
      await eventually(async () => expect(await statusOf(proposal.id)).toBe('booked'));
      const filled = await field().api.get<{ status: string; taken: number }>(
        'employer',
        `/v1/vacancies/${vacancy.id}`,
      );
      expect(filled).toMatchObject({ status: 'filled', taken: 1 });
      await field().change('employer', `/v1/matching/proposals/${proposal.id}/end`, { how: 'hired' });
      await eventually(async () => {
        const { status } = await field().api.call('employer', 'GET', `/v1/candidates/releases/${proposal.id}`);
        expect(status).toBe(409);
      });
      await field().change('officer', `/v1/candidates/${person.id}/close`, { because: 'got-work' });
    });

    it('every look at the person was kept: who, when and what for', async () => {
      const reads = await field().api.get<{ items: { subject: string; purpose: string }[] }>(
        'administrator',
        `/v1/candidates/${person.id}/reads`,
      );
      expect(reads.items).toContainEqual(expect.objectContaining({ subject: 'demo-employer', purpose: 'proposal' }));
      expect(reads.items).toContainEqual(expect.objectContaining({ subject: 'demo-officer', purpose: 'matching' }));
      const path = `/v1/portal/persons/${person.id}/export`;
      const refused = await field().api.call('administrator', 'GET', path);
      expect([refused.status, refused.body.code]).toEqual([409, 'somebody-answers']);
      const whole = await field().api.get<{ services: Record<string, Record<string, unknown[]>> }>('officer', path);
      expect(whole.services.candidates?.identity).toMatchObject([{ name: 'Testperson Lycksele' }]);
      expect(whole.services.validations?.outcomes).toHaveLength(2);
      expect(whole.services.validations?.cases).toHaveLength(1);
      expect(whole.services.placements?.bookings).toHaveLength(1);
      expect(whole.services.matching?.proposals).toHaveLength(2);
    });

    it('of a person with a protected identity nothing leaves the service: no event, no match, no share', async () => {
      const hidden = await field().create(
        'officer',
        '/v1/candidates',
        aPerson({ home: '2481' }, { protectedIdentity: true }),
      );
      const open = await field().create('officer', '/v1/candidates', aPerson({ home: '2481' }));
      await field().api.get('officer', `/v1/matching/candidates/${open.id}/vacancies?min-version=${open.id}:1`);
      const path = `/v1/candidates/${open.id}`;
      await field().change('officer', `${path}/protection`, { protectedIdentity: true }, 'PUT');
      await eventually(async () => {
        for (const { id } of [hidden, open]) {
          expect((await field().api.call('officer', 'GET', `/v1/matching/candidates/${id}/vacancies`)).status).toBe(
            404,
          );
        }
      });
      const transport = log();
      await transport.connect();
      const told: string[] = [];
      let last = '';
      for await (const { key, value } of transport.read('lotsen.candidates.candidate-profile')) {
        if (key === hidden.id) told.push(key);
        if (key === open.id) last = value?.toString('utf8') ?? '';
      }
      await transport.close();
      expect(told).toEqual([]);
      expect(JSON.parse(last)).toMatchObject({ status: 'closed', facts: null, organisation: null });
    });

    it('a person who was registered without a number gets one later, and then is found by it', async () => {
      const number = '19811228-9874';
      const person = await field().create('officer', '/v1/candidates', aPerson({ home: '2481' }));
      const identity = { name: 'Testperson med nummer', personnummer: number };
      await field().change('officer', `/v1/candidates/${person.id}/identity`, identity, 'PUT');
      const resolved = await field().api.post('officer', '/v1/candidates/resolve', { personnummer: number });
      expect(resolved).toEqual({ candidate: person.id });
    });

    it('another person can be registered with what was said', async () => {
      expect((await field().create('officer', '/v1/candidates', aPerson({ home: '2481' }))).version).toBe(1);
    });
  });
}
