import { describe, expect, it } from '@jest/globals';
import { demoActors } from '@lotsen/access/demo-actors';
import { allTopics } from '@lotsen/contracts';
import { careAssistant, homeCare } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { findInDatabases } from '@lotsen/testing/leaks';
import { aPlacement, aVacancy, type Changed, inDays } from '@lotsen/testing/test-system';
import type { SystemFixture } from './system-fixture.js';

const today = inDays(0);
const planted = { name: 'Raderaperson Qwxz', personnummer: '19850709-9805', phone: '070-1740605' };
const plantedWords = ['Qwxz', '198507099805', '1740605'];
/** Where an erased id may stay: it keeps the erased person from being created again, and it leads to nobody. */
const mayKnowTheId =
  /\.(?:erased_candidate\.id|erasure\.|erasure_receipt\.|consumed_version\.aggregate_id|log_record\.|candidate\.id|read_log\.candidate|(?:proposal|booking|validation_case|validation_outcome)\.(?:candidate|state))/u;

interface Erasure {
  readonly completedAt: string | null;
  readonly missing: readonly string[];
  readonly receipts: readonly {
    service: string;
    erased: Record<string, number>;
    archived: number;
    deadLetters: number;
  }[];
}

/** An erasure while events flow: in every service, with receipts, and permanent. */
export function erasing({ field, log, compactLog }: SystemFixture): void {
  const api = () => field().api;

  describe('an erasure', () => {
    let person: Changed;
    let records: string[];

    it('while others and the person are being written on, ends with a receipt of every service', async () => {
      person = await api().post<Changed>('officer', '/v1/candidates', {
        identity: planted,
        linksEvidence: true,
        facts: {
          home: '2481',
          drivesToWork: true,
          maxCommuteMinutes: 59,
          experience: [{ occupation: careAssistant, months: 53 }],
        },
      });
      await field().change('officer', `/v1/candidates/${person.id}/share`, {
        with: demoActors['learning-centre'].organisation,
      });
      const profile = await api().post<Changed>('learning-centre', '/v1/validations/profiles', {
        name: 'Testprofil: radering',
        process: 'komvux',
        saidBy: 'Testet',
        units: [{ unit: 'R1', label: 'Del', skills: [homeCare] }],
      });
      const outcomeOf = (candidate: string) => ({
        candidate,
        profile: profile.id,
        result: 'certificate',
        units: [{ unit: 'R1', extent: 'full' }],
        assessedOn: today,
      });
      const outcome = await api().post<Changed>('learning-centre', '/v1/validations/outcomes', outcomeOf(person.id));
      const opened = await api().post<Changed>('learning-centre', '/v1/validations/cases', {
        candidate: person.id,
        process: 'komvux',
      });
      const placement = await api().post<Changed>('employer', '/v1/placements', aPlacement());
      const yes = { how: 'oral', day: today };
      const booking = await api().post<Changed>('officer', '/v1/placements/bookings', {
        candidate: person.id,
        placement: placement.id,
        personSaidYes: yes,
      });
      const vacancy = await api().post<Changed>('employer', '/v1/vacancies', aVacancy({ positions: 2 }));
      let proposal: Changed | undefined;
      await eventually(async () => {
        const target = { kind: 'vacancy', id: vacancy.id };
        proposal = await api().post<Changed>('officer', '/v1/matching/proposals', { candidate: person.id, target });
      });
      const path = `/v1/matching/proposals/${proposal?.id}`;
      await field().attempt('officer', `${path}/consent`, yes);
      await field().attempt('officer', `${path}/send`, { fields: ['name'], basis: 'osl-10-1', until: inDays(9) });
      await field().attempt('employer', `${path}/accept`);
      records = [outcome.id, opened.id, booking.id, proposal?.id as string];
      await storeADeadLetterAbout(person.id, outcome.id);

      // Events on another person and on this one flow before, during and after the erasure.
      const [other] = (await field().learners(1, 300)) as [string];
      let flowing = true;
      const flow = (async () => {
        const statuses: number[] = [];
        while (flowing) {
          const [own] = await Promise.all([
            api().call('learning-centre', 'POST', '/v1/validations/outcomes', outcomeOf(person.id)),
            api().call('learning-centre', 'POST', '/v1/validations/outcomes', outcomeOf(other)),
            api().call('officer', 'POST', '/v1/placements/bookings', {
              candidate: person.id,
              placement: placement.id,
              personSaidYes: yes,
            }),
          ]);
          statuses.push(own.status);
        }
        return statuses;
      })();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const erased = await field().attempt('administrator', `/v1/candidates/${person.id}`, {}, 'DELETE');
      expect(erased.status).toBe(200);
      let erasure: Erasure | undefined;
      await eventually(async () => {
        erasure = await api().get<Erasure>('administrator', `/v1/candidates/erasures/${person.id}`);
        expect(erasure).toMatchObject({ missing: [], completedAt: expect.any(String) });
      }, 30_000);
      flowing = false;
      const statuses = await flow;
      const after = await api().call('learning-centre', 'POST', '/v1/validations/outcomes', outcomeOf(person.id));
      // The requests succeed before the erasure, and are refused after it.
      expect([statuses[0], after.status]).toEqual([201, 404]);
      const receipt = (service: string) => erasure?.receipts.find((one) => one.service === service);
      expect(receipt('validations')?.erased).toMatchObject({ cases: 1 });
      expect(receipt('validations')?.archived).toBeGreaterThan(0);
      expect(receipt('placements')?.erased).toMatchObject({ bookings: 1 });
      expect(receipt('matching')?.erased).toMatchObject({ proposals: 1 });
      expect(receipt('matching')?.deadLetters).toBe(1);
      const free = await api().get<{ room: number }>('employer', `/v1/placements/${placement.id}`);
      expect(free.room).toBe(1);
    }, 180_000);

    it('leaves nothing in a database, a dead letter, a topic or a line that was printed', async () => {
      await nothingIsLeft();
      await compactLog();
      await eventually(async () => {
        expect(await statesOf([person.id, ...records])).toEqual([]);
      }, 240_000);
    }, 300_000);

    it('survives a rebuild and a republish', async () => {
      for (const service of ['candidates', 'validations', 'vacancies', 'placements', 'matching']) {
        await api().post('administrator', `/v1/operations/${service}/republish`, {});
      }
      const rebuilt = await field().cli('administrator', '--json', 'rebuild', 'matching');
      expect(rebuilt.error).toBe('');
      await nothingIsLeft();
      expect((await api().call('officer', 'GET', `/v1/matching/candidates/${person.id}/vacancies`)).status).toBe(404);
      const resolved = await api().post<{ candidate: string }>('learning-centre', '/v1/candidates/resolve', {
        personnummer: planted.personnummer,
      });
      expect(resolved.candidate).not.toBe(person.id);
    }, 180_000);

    async function nothingIsLeft(): Promise<void> {
      const server = field().system.database();
      expect(await findInDatabases(server, plantedWords)).toEqual([]);
      await eventually(async () => {
        const places = await findInDatabases(server, [person.id]);
        expect(places.filter((place) => !mayKnowTheId.test(place))).toEqual([]);
        // Of an erased aggregate only a row with the status "erased" is left.
        const held = (service: string) =>
          api().get<Record<string, { status?: string }[]>>(
            'administrator',
            `/v1/operations/${service}/held/${person.id}`,
          );
        const { outcomes, cases } = await held('validations');
        const { bookings } = await held('placements');
        const { proposals, facts } = await held('matching');
        const kept = [outcomes, cases, bookings, proposals].flat();
        expect(new Set(kept.map((one) => one?.status))).toEqual(new Set(['erased']));
        expect([facts, (await held('candidates')).releases]).toEqual([[], []]);
        const exported = await api().call('administrator', 'GET', `/v1/portal/persons/${person.id}/export`);
        expect(exported.status).toBe(404);
        // The aggregates' own ids are left only in columns which record that the aggregates are gone.
        const gone = await findInDatabases(server, records);
        expect(gone.filter((place) => !/consumed_version|log_record|\.id$/u.test(place))).toEqual([]);
      }, 20_000);
      for (const word of plantedWords) expect(field().system.printed()).not.toContain(word);
    }

    /** The records that name these ids. Receipts do not count: they name the person only by the erased id. */
    async function statesOf(ids: readonly string[]): Promise<string[]> {
      const transport = log();
      await transport.connect();
      const found: string[] = [];
      for (const topic of allTopics) {
        for await (const { key, value } of transport.read(topic.name)) {
          const text = value?.toString('utf8') ?? '';
          const names = ids.some((id) => (value !== null && key === id) || text.includes(id));
          if (names && topic.event !== 'erasure-receipt') found.push(`${topic.name} ${key}`);
        }
      }
      await transport.close();
      return found;
    }

    /** Publishes an event that names the person, and that matching cannot consume. */
    async function storeADeadLetterAbout(candidate: string, key: string): Promise<void> {
      const topic = 'lotsen.validations.validation-outcome';
      const transport = log();
      await transport.connect();
      const value = Buffer.from(JSON.stringify({ id: 'x', candidate, broken: true }));
      const headers = { ce_specversion: '1.0', ce_type: `${topic}.v2` };
      await transport.publish([{ topic, key, value, headers }]);
      await transport.close();
      await eventually(async () => {
        const { items } = await api().get<{ items: { code: string }[] }>(
          'administrator',
          '/v1/operations/matching/dead-letters',
        );
        expect(items).toContainEqual(expect.objectContaining({ code: 'breaks-schema' }));
      });
    }
  });
}
