import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidatesService } from '@lotsen/candidates';
import { topics } from '@lotsen/contracts';
import { matchingService } from '@lotsen/matching';
import { databaseUrlOf, dataSourceOptions } from '@lotsen/persistence';
import { type ServiceDefinition, serviceNames } from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { rows } from '@lotsen/testing/leaks';
import { OwnedFixtures, owners } from '@lotsen/testing/owned-fixtures';
import { serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { settled, stopAll } from '@lotsen/testing/settled';
import { type System, systemInOneProcess } from '@lotsen/testing/system';
import { DataSource } from 'typeorm';
import type { RunningPostgres } from '../../cli/src/start/embedded-postgres.js';

const patience = 300_000;

/** Proposals that were sent before matching signed proposals, with rows and events as they were stored then. */
describe('releases from before they were signed', () => {
  let postgres: RunningPostgres;
  let issuer: Issuer;
  let system: System;
  let things: OwnedFixtures;

  const database = (name: string) => databaseUrlOf(postgres.url, `lotsen_${name}`);
  const call = async (role: 'employer' | 'administrator', organisation: string, path: string) => {
    const response = await fetch(`${system.url}${path}`, {
      headers: { authorization: `Bearer ${await issuer.token(role, organisation)}`, 'lotsen-purpose': 'contact' },
    });
    return { status: response.status, body: (await response.json()) as { identity?: { name?: string } } };
  };
  const untilSettled = () =>
    settled(async (role, path) => (await call(role, things.organisations.own, path)).body, serviceNames);
  const versions = async () =>
    new Map(
      (await rows<{ id: string; version: number }>(database('matching'), 'SELECT id, version FROM proposal')).map(
        ({ id, version }) => [id, version],
      ),
    );

  /** Reverts the migrations of a service's database, down to `step` and including it. */
  async function stepBack({ name, entities, migrations }: ServiceDefinition, step: string): Promise<void> {
    const options = dataSourceOptions(database(name), entities, migrations);
    const source = await new DataSource({ ...options, migrationsRun: false } as typeof options).initialize();
    const isDone = async () => (await source.query('SELECT FROM migrations WHERE name = $1', [step])).length > 0;
    while (await isDone()) await source.undoLastMigration();
    await source.destroy();
  }

  beforeAll(async () => {
    [postgres, issuer] = await Promise.all([serverOfItsOwn(), startIssuer()]);
    system = await systemInOneProcess(postgres.url, issuer.env);
    await system.start();
    things = new OwnedFixtures(system.url, issuer);
    await things.make();
    await untilSettled();
    await system.stop();
    await stepBack(matchingService, 'Matching1700000000570');
    await stepBack(candidatesService, 'Candidates1700000000140');
    const { name } = topics.proposal;
    const events = await rows<{ key: string; value: Buffer }>(
      database('log'),
      `UPDATE log_record SET headers = headers - 'ce_signature' WHERE topic = '${name}' RETURNING key, value`,
    );
    for (const { key, value } of events) {
      const proposal = JSON.parse(String(value)) as { candidate: string; release: object | null };
      const row = [key, proposal.candidate, proposal];
      if (proposal.release) await rows(database('candidates'), 'INSERT INTO release VALUES ($1, $2, $3)', row);
    }
  }, patience);

  afterAll(async () => {
    issuer.stop();
    await stopAll(system, postgres);
  }, patience);

  it(
    'are served again after the start that signs them, once, and the log agrees',
    async () => {
      const before = await versions();
      expect(await rows(database('candidates'), 'SELECT proposal FROM release')).toHaveLength(owners.length);
      for (let start = 1; start <= 2; start++) {
        await system.start();
        for (const owner of owners) {
          const path = `/v1/candidates/releases/${things.of('release', owner).id}`;
          await eventually(async () => {
            const { status, body } = await call('employer', things.organisations[owner], path);
            expect([status, body.identity?.name]).toEqual([200, expect.stringContaining('Testperson')]);
          });
        }
        await untilSettled();
        const { body } = await call('administrator', things.organisations.own, '/v1/operations/matching/log-check');
        expect(body).toMatchObject({ outbox: 0, written: [{ olderInLog: [], newerInLog: [], missingInLog: [] }, {}] });
        const letters = await call('administrator', things.organisations.own, '/v1/operations/candidates/dead-letters');
        expect(letters.body).toEqual({ items: [] });
        await system.stop();
        expect(await versions()).toEqual(new Map([...before].map(([id, version]) => [id, version + 1])));
      }
    },
    patience,
  );
});
