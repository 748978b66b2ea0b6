import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KafkaTransport } from '@lotsen/messaging/kafka';
import { serviceNames } from '@lotsen/platform/service-names';
import { Api } from '@lotsen/testing/api';
import { homeCare } from '@lotsen/testing/concepts';
import { type Containers, canRunContainers, systemInContainers } from '@lotsen/testing/containers';
import { eventually } from '@lotsen/testing/eventually';
import { lotsen } from '@lotsen/testing/system';
import { aPlacement, aVacancy, type Changed, inDays, TestSystem } from '@lotsen/testing/test-system';
import { walk } from './system/walk.js';
import { walkByCommand } from './system/walk-by-command.js';

const minute = 60_000;
const canRun = canRunContainers();
if (!canRun) console.warn('SKIPPED: the system in containers. No container engine with compose answers.');
const inContainers = canRun ? describe : describe.skip;

inContainers('the system in containers', () => {
  let system: Containers;
  let api: Api;
  let known: TestSystem;

  beforeAll(async () => {
    system = await systemInContainers();
    await system.build();
    await system.start();
    api = new Api(system);
    known = new TestSystem(system, api);
    await known.prepare();
  }, 25 * minute);

  afterAll(async () => {
    await system?.remove();
  }, 3 * minute);

  const command = async (...args: string[]) => {
    const { out, error, code } = await lotsen(system, await api.token('administrator'), '--json', ...args);
    if (code !== 0) throw new Error(`lotsen ${args.join(' ')}: ${code} ${error} ${out}`);
    return JSON.parse(out) as unknown;
  };

  it(
    'holds the demo once, however often it is started',
    async () => {
      const shown = await api.get<{ items: object[] }>('administrator', '/v1/portal/groups?limit=200');
      const state = () => api.get<{ ends: object }>('administrator', '/v1/operations/candidates/state');
      const { ends } = await state();
      // 500 persons, 80 of whom are shared once they are registered.
      expect(ends).toMatchObject({ 'lotsen.candidates.candidate-profile': 580 });
      await system.start();
      expect(await state()).toMatchObject({ ends });
      expect(await api.get('administrator', '/v1/portal/groups?limit=200')).toEqual(shown);
    },
    5 * minute,
  );

  it(
    'docs/walk.sh goes through, by the command on this machine',
    async () => {
      const { stdout } = await promisify(execFile)('bash', ['docs/walk.sh'], {
        env: { ...process.env, LOTSEN_URL: system.url, HOME: mkdtempSync(join(tmpdir(), 'lotsen-walk-')) },
        timeout: 3 * minute,
      });
      expect(stdout).toContain('full certificate');
    },
    4 * minute,
  );

  const setting = {
    field: () => known,
    log: () => new KafkaTransport([system.broker], 'lotsen-test'),
    stopAndEmptyLog: () => system.stop(),
    compactLog: async () => undefined,
  };
  walk(setting);
  walkByCommand(setting);

  describe('a container that is killed comes back, and nothing is lost that was answered', () => {
    it.each([...serviceNames, 'postgres', 'kafka'])(
      '%s',
      async (service) => {
        const person = await known.sharedPerson({ home: '2481' });
        const vacancy = await api.post<Changed>('employer', '/v1/vacancies', aVacancy());
        const placement = await api.post<Changed>('employer', '/v1/placements', aPlacement());
        const profile = await api.post<Changed>('learning-centre', '/v1/validations/profiles', {
          name: `Testprofil: ${service}`,
          process: 'komvux',
          saidBy: 'Testet',
          units: [{ unit: 'T1', label: 'Vård', skills: [homeCare] }],
        });
        let outcome = person;
        // The service before this one was killed, and the others may need seconds to reconnect. Until then they have
        // not consumed the person.
        await eventually(async () => {
          outcome = await api.post<Changed>('learning-centre', '/v1/validations/outcomes', {
            candidate: person.id,
            profile: profile.id,
            result: 'certificate',
            units: [{ unit: 'T1', extent: 'full' }],
            assessedOn: inDays(0),
          });
        }, minute);
        const group = await api.post<Changed>('administrator', '/v1/portal/groups', { name: service, members: [] });
        await system.killAndStart(service);

        await eventually(async () => {
          const held = await Promise.all([
            api.get<Changed>('officer', `/v1/candidates/${person.id}`),
            api.get<Changed>('employer', `/v1/vacancies/${vacancy.id}`),
            api.get<Changed>('employer', `/v1/placements/${placement.id}`),
            api.get<Changed>('learning-centre', `/v1/validations/outcomes/${outcome.id}`),
            api.get<Changed>('administrator', `/v1/portal/groups/${group.id}`),
          ]);
          expect(held.map(({ id }) => id)).toEqual([person, vacancy, placement, outcome, group].map(({ id }) => id));
        }, minute);
        await eventually(async () => {
          for (const name of serviceNames) {
            const state = await api.get<{ lag: Record<string, number>; deadLetters: number; outbox: number }>(
              'administrator',
              `/v1/operations/${name}/state`,
            );
            const waiting = Object.values(state.lag).reduce((sum, lag) => sum + lag, state.outbox);
            expect({ name, waiting, deadLetters: state.deadLetters }).toEqual({ name, waiting: 0, deadLetters: 0 });
          }
        }, minute);
        const why = await api.get('officer', `/v1/matching/candidates/${person.id}/targets/${vacancy.id}`);
        expect(JSON.stringify(why)).toContain(outcome.id);
      },
      5 * minute,
    );

    it(
      'outbox, log and projection agree, and the log alone gives the lists that were kept through it all',
      async () => {
        expect(await command('check', 'log')).toMatchObject({ same: true, findings: [] });
        expect(await command('rebuild', 'matching')).toMatchObject({ same: true });
      },
      5 * minute,
    );
  });
});
