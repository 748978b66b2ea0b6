import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@lotsen/contracts';
import { EmbeddedLogTransport, EventVerifier, fingerprintOf, type LogRecord } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence';
import { type RunningService, readSettings, serviceNames, startService } from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import { rows } from '@lotsen/testing/leaks';
import { type RunningPostgres, serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { stopAll } from '@lotsen/testing/settled';
import { freePorts } from 'lotsen/ports';
import { matchingService } from '../matching.service-definition.js';
import { draft, erase } from './proposal.js';
import { ProposalStore } from './proposal.store.js';

const [first, second] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
const verifier = new EventVerifier([first.publicKey, second.publicKey]);
const topic = topics.proposal.name;

describe('the signature of proposals', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-signing-'));
  let postgres: RunningPostgres;
  let log: EmbeddedLogTransport;
  let running: RunningService[] = [];

  const startWith = async ({ privateKey }: typeof first, instances = 1) => {
    await stop();
    const starting = Array.from({ length: instances }, async () =>
      startService(matchingService, {
        settings: readSettings({
          LOTSEN_DATA: folder,
          LOTSEN_PORT: String(await freePorts(serviceNames.length)),
          LOTSEN_RELEASE_KEY: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
        }),
        databaseServer: postgres.url,
      }),
    );
    running = await Promise.all(starting);
  };
  const stop = async () => {
    await stopAll(...running);
    running = [];
  };
  const database = () => databaseUrlOf(postgres.url, 'lotsen_matching');
  const store = () => (running[0] as RunningService).app.get(ProposalStore);
  const aProposal = async () => {
    const target = { kind: 'vacancy' as const, id: randomUUID() };
    const drafting = { candidate: randomUUID(), target, officer: 'o', employer: 'e', known: '{}', by: 'somebody' };
    return (await store().run({ id: randomUUID(), decide: draft(drafting) })).id;
  };
  const recordsOf = async (id: string) => {
    const records: LogRecord[] = [];
    for await (const record of log.read(topic)) if (record.key === id) records.push(record);
    return records;
  };
  /** Each version in the log with the key that signed it, in the log's order. A repeated version appears once. */
  const signedVersions = async (id: string) => {
    const versions = new Map<number, string | undefined>();
    for (const record of await recordsOf(id)) {
      const { version } = JSON.parse(String(record.value)) as { version: number };
      versions.set(version, verifier.signedBy(record));
    }
    return [...versions];
  };
  const [byFirst, bySecond] = [first, second].map(({ publicKey }) => fingerprintOf(publicKey));

  beforeAll(async () => {
    postgres = await serverOfItsOwn();
    await startWith(first);
    log = new EmbeddedLogTransport(databaseUrlOf(postgres.url, 'lotsen_log'));
    await log.connect();
  }, 60_000);

  afterEach(stop);

  afterAll(async () => {
    await stopAll({ stop: () => log.close() }, postgres);
    rmSync(folder, { recursive: true });
  });

  it('stands in each event, announced again too, and not in a tombstone', async () => {
    await startWith(first);
    const id = await aProposal();
    await store().republish();
    await store().run({ id, decide: erase });
    await eventually(async () => {
      const records = await recordsOf(id);
      expect(records.at(-1)).toMatchObject({ value: null, headers: {} });
    });
    // The tombstone removed the proposal's earlier records from the embedded log, so another proposal is checked.
    const other = await aProposal();
    await store().republish();
    await eventually(async () => expect(await recordsOf(other)).toHaveLength(2));
    for (const record of await recordsOf(other)) expect(verifier.signedBy(record)).toBe(byFirst);
  });

  it('with another key stands in the next version of each, once, though two instances start with it', async () => {
    await startWith(first);
    const id = await aProposal();
    await eventually(async () => expect(await signedVersions(id)).toEqual([[1, byFirst]]));
    await startWith(second, 2);
    const expected = [
      [1, byFirst],
      [2, bySecond],
    ];
    await eventually(async () => expect(await signedVersions(id)).toEqual(expected));
    await startWith(second);
    await stop();
    expect(await signedVersions(id)).toEqual(expected);
    expect(await rows(database(), 'SELECT version FROM proposal WHERE id = $1', [id])).toEqual([{ version: 2 }]);
    expect(await rows(database(), 'SELECT * FROM to_announce')).toEqual([]);
  });

  it('comes to what a release before this one had announced without', async () => {
    await startWith(first);
    const id = await aProposal();
    await stop();
    await rows(database(), 'DELETE FROM signed_with');
    await startWith(first);
    await eventually(async () =>
      expect(await signedVersions(id)).toEqual([
        [1, byFirst],
        [2, byFirst],
      ]),
    );
  });

  it('is made up for after a start that ended between its decision and its announcement', async () => {
    await startWith(first);
    const id = await aProposal();
    await stop();
    await rows(database(), 'UPDATE proposal SET version = 2 WHERE id = $1', [id]);
    await rows(database(), 'INSERT INTO to_announce VALUES ($1)', [topic]);
    await startWith(first);
    await eventually(async () => expect((await signedVersions(id)).at(-1)).toEqual([2, byFirst]));
  });
});
