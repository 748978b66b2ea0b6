import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KafkaTransport } from '@lotsen/messaging/kafka';
import { serviceNames } from '@lotsen/platform/service-names';
import { Api } from '@lotsen/testing/api';
import { testKafka } from '@lotsen/testing/databases';
import { eventually } from '@lotsen/testing/eventually';
import { both, type Instances, systemOfInstances, type Which } from '@lotsen/testing/instances';
import { startPatience } from '@lotsen/testing/processes';
import { serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { settled, stopAll } from '@lotsen/testing/settled';
import { aPerson, aVacancy, type Changed, TestSystem } from '@lotsen/testing/test-system';
import type { RunningPostgres } from '../cli/src/start/embedded-postgres.js';
import { startKafka } from './support/kafka.mjs';
import { walk } from './system/walk.js';

interface Hash {
  readonly hash: string;
  readonly targets: number;
  readonly candidates: number;
}
interface List {
  readonly listed: readonly { readonly candidate: string }[];
  readonly stale: boolean;
}

const onKafka = testKafka() ? describe : describe.skip;

/** Any instance answers as a single instance would, or for a moment with 503, but never wrongly. */
onKafka('two instances of every service on Kafka', () => {
  let postgres: RunningPostgres;
  let kafka: Awaited<ReturnType<typeof startKafka>>;
  let system: Instances;
  let api: Api;
  let field: TestSystem;

  beforeAll(async () => {
    [postgres, kafka] = await Promise.all([serverOfItsOwn(), startKafka('lotsen-test-kafka-of-instances')]);
    system = await systemOfInstances(postgres.url, { KAFKA_BROKERS: kafka?.broker ?? '' });
    await system.start();
    api = new Api(system);
    field = new TestSystem(system, api);
    await field.prepare();
  }, startPatience);

  afterAll(async () => {
    await stopAll(system, postgres, kafka);
  }, 60_000);

  const quiet = () => settled((role, path) => api.get(role, path), serviceNames);
  const askOne = async <T>(which: Which, role: 'officer' | 'administrator', path: string) => {
    const response = await fetch(`${system.urlOf('matching', which)}${path}`, {
      headers: { authorization: `Bearer ${await api.token(role)}` },
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  const hashOf = async (which: Which): Promise<Hash | number> => {
    const url = system.urlOf('matching', which);
    // The instance that is asked does the job itself.
    return api.job<Hash>('administrator', '/v1/matching/projection/hash', {}, { url }).catch((error: Error) => {
      if (!error.message.includes(': 503 ')) throw error;
      return 503;
    });
  };
  const sameHashes = async (): Promise<Hash> => {
    const [one, other] = [await hashOf(0), await hashOf(1)];
    expect(other).toEqual(one);
    return one as Hash;
  };
  const person = () => api.post<Changed>('officer', '/v1/candidates', aPerson({ home: '2481', drivesToWork: true }));
  const vacancy = () => api.post<Changed>('employer', '/v1/vacancies', aVacancy());

  walk({
    field: () => field,
    log: () => new KafkaTransport([kafka?.broker ?? ''], 'lotsen-test'),
    stopAndEmptyLog: () => system.stop(),
    compactLog: async () => undefined,
  });

  it('both hold everybody and every target, whoever took the event in', async () => {
    const open: Changed[] = [];
    for (let at = 0; at < 15; at++) open.push((await Promise.all([vacancy(), person()]))[0]);
    await quiet();
    const { candidates, targets } = await sameHashes();
    expect(candidates).toBeGreaterThanOrEqual(15);
    expect(targets).toBeGreaterThanOrEqual(15);
    for (const which of both) {
      for (const { id } of open) {
        const list = await askOne<List>(which, 'officer', `/v1/matching/vacancies/${id}/candidates?limit=500`);
        expect([which, id, list.status, list.body.listed.length > 0]).toEqual([which, id, 200, true]);
      }
    }
  }, 120_000);

  it('a list that is followed at one changes with what the other takes in', async () => {
    // In Malmö, where no candidate lives yet: a list has at most twenty entries, and a test cannot know the order of
    // equal ones.
    const { id } = await api.post<Changed>('employer', '/v1/vacancies', aVacancy({ place: '1280' }));
    await quiet();
    const stop = new AbortController();
    const streams = both.map(async (which) => {
      const response = await fetch(`${system.urlOf('matching', which)}/v1/matching/stream?vacancy=${id}`, {
        headers: { authorization: `Bearer ${await api.token('officer')}` },
        signal: stop.signal,
      });
      let text = '';
      const reading = (async () => {
        for await (const chunk of response.body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(chunk);
      })();
      reading.catch(() => undefined);
      return () => text;
    });
    const texts = await Promise.all(streams);
    const fresh: string[] = [];
    for (let at = 0; at < 6; at++) {
      fresh.push((await api.post<Changed>('officer', '/v1/candidates', aPerson({ home: '1280' }))).id);
    }
    await eventually(() => {
      for (const text of texts) for (const candidate of fresh) expect(text()).toContain(candidate);
    });
    stop.abort();
  }, 60_000);

  it('an organisation that is closed is closed at each instance of each service', async () => {
    const closed = await api.post<Changed>('administrator', '/v1/portal/organisations', {
      name: 'Test: stängs',
      kinds: ['employer'],
    });
    const members = [closed.id];
    const group = await api.post<Changed>('administrator', '/v1/portal/groups', { name: 'Test: grupp', members });
    const shared = await person();
    await eventually(async () => {
      const { status } = await field.attempt('officer', `/v1/candidates/${shared.id}/share`, { with: group.id });
      expect(status).toBe(200);
    });
    await field.attempt('administrator', `/v1/portal/organisations/${closed.id}/close`);
    await field.attempt('administrator', `/v1/portal/groups/${group.id}/dissolve`);
    await quiet();
    for (const which of both) {
      for (const given of [closed.id, group.id]) {
        const response = await fetch(`${system.urlOf('candidates', which)}/v1/candidates/${shared.id}/share`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${await api.token('officer')}`,
            'content-type': 'application/json',
            'if-match': '"99"',
          },
          body: JSON.stringify({ with: given }),
        });
        expect(((await response.json()) as { code: string }).code).toBe('unknown-organisation');
      }
    }
  }, 60_000);

  it('figures of a tick, and assessments that were imported at one, are those of the other', async () => {
    expect(await api.job('administrator', '/v1/matching/tick')).toMatchObject({ asOf: expect.any(String) });
    const row = {
      yb_concept_id: 'Test_one_two',
      yb_yrke: 'Testyrke',
      lan: '25',
      ssyk: '5330',
      rekryteringssituation: 'brist',
    };
    await api.post('administrator', '/v1/matching/shortage/import', { rows: [row] });
    await eventually(async () => {
      const answers = await Promise.all(
        both.map((which) => askOne<{ items: object[] }>(which, 'officer', '/v1/matching/shortage?county=25')),
      );
      expect(JSON.stringify(answers[0]?.body)).toContain('Testyrke');
      expect(answers[1]?.body).toEqual(answers[0]?.body);
    });
  });

  it('one is killed, and the other answers for both; one that joins answers as it does', async () => {
    system.takePart('matching', 0);
    await system.signal('matching', 1, 'SIGKILL');
    await Promise.all([person(), vacancy()]);
    await quiet();
    const alone = await hashOf(0);
    await system.startOne('matching', 1);
    expect(await hashOf(1)).toEqual(alone);
    system.takePart('matching', 0, 1);
    await Promise.all([person(), vacancy(), person(), vacancy()]);
    await quiet();
    await sameHashes();
  }, 120_000);

  it('one that stood still gives no list of before: the right one, or 503', async () => {
    system.takePart('matching', 0);
    await system.signal('matching', 1, 'SIGSTOP');
    const { id } = await vacancy();
    const late = await person();
    await eventually(async () => {
      const { body } = await askOne<List>(0, 'officer', `/v1/matching/vacancies/${id}/candidates?limit=500`);
      expect(body.listed.map(({ candidate }) => candidate)).toContain(late.id);
    }, 40_000);
    await system.signal('matching', 1, 'SIGCONT');
    const { status, body } = await askOne<List>(1, 'officer', `/v1/matching/vacancies/${id}/candidates?limit=500`);
    expect([200, 503]).toContain(status);
    if (status === 200) expect(body.listed.map(({ candidate }) => candidate)).toContain(late.id);
    system.takePart('matching', 0, 1);
    await quiet();
    await sameHashes();
  }, 120_000);

  it('a rebuild that one begins is taken part in by both, and neither gives half a list as whole', async () => {
    const before = await sameHashes();
    const half: unknown[] = [];
    const begun = await askOne(0, 'administrator', '/v1/matching/projection');
    expect(begun.status).toBe(200);
    await api.post('administrator', '/v1/matching/projection/rebuild', {});
    const open = await api.get<{ items: { id: string }[] }>('employer', '/v1/vacancies/own?limit=1');
    const path = `/v1/matching/vacancies/${open.items[0]?.id}/candidates?limit=500`;
    await eventually(async () => {
      for (const which of both) {
        const [{ status, body }, hash] = [await askOne<List>(which, 'officer', path), await hashOf(which)];
        if (status === 200 && !body.stale && (hash as Hash).candidates !== before.candidates) half.push([which, hash]);
      }
      await sameHashes();
      expect((await hashOf(0)) as Hash).toEqual(before);
    }, 60_000);
    expect(half).toEqual([]);
  }, 120_000);
});
