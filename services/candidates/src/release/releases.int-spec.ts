import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@lotsen/access';
import { releasableFields, topics } from '@lotsen/contracts';
import { ConsumerGroup, EmbeddedLogTransport, EventSigner, encodeState } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence';
import { type RunningService, readSettings, serviceNames, startService } from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { rows } from '@lotsen/testing/leaks';
import { type RunningPostgres, serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { stopAll } from '@lotsen/testing/settled';
import { inDays } from '@lotsen/testing/test-system';
import { freePorts } from 'lotsen/ports';
import { candidatesService } from '../candidates.service-definition.js';

const officer = '00000000-0000-4000-8000-000000000001';
const employer = '00000000-0000-4000-8000-000000000002';

/** A private key for matching to sign with, and its public key for candidates. */
function aKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { signer: new EventSigner(privateKey), public: publicKey.export({ format: 'pem', type: 'spki' }).toString() };
}

describe('a release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-releases-'));
  const [first, second] = [aKey(), aKey()];
  let postgres: RunningPostgres;
  let issuer: Issuer;
  let log: EmbeddedLogTransport;
  let service: RunningService | undefined;
  let person: string;

  const startWith = async (...keys: { public: string }[]) => {
    const settings = readSettings({
      ...issuer.env,
      LOTSEN_DATA: folder,
      LOTSEN_PORT: String(await freePorts(serviceNames.length)),
      LOTSEN_RELEASE_PUBLIC_KEYS: keys.map((key) => key.public).join(''),
    });
    await service?.stop();
    service = undefined;
    service = await startService(candidatesService, { settings, databaseServer: postgres.url });
  };
  const call = async (role: Role, organisation: string, method: string, path: string, body?: object) => {
    const response = await fetch(`${service?.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token(role, organisation)}`,
        'content-type': 'application/json',
        'lotsen-purpose': 'contact',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as { id: string; identity?: { name?: string } } };
  };
  const read = (id: string) => call('employer', employer, 'GET', `/v1/candidates/releases/${id}`);
  const nameIn = async (id: string) => (await read(id)).body.identity?.name;
  const database = () => databaseUrlOf(postgres.url, 'lotsen_candidates');
  const untilRead = () =>
    eventually(async () => {
      const lag = Object.values((await service?.app.get(ConsumerGroup).lag()) ?? { unread: 1 });
      expect(lag.filter((open) => open > 0)).toEqual([]);
    });

  const sent = (id: string, version: number) => ({
    id,
    version,
    status: 'sent',
    reached: { sent: '2026-11-05T09:00:00.000Z' },
    candidate: person,
    target: { kind: 'vacancy', id: randomUUID() },
    officer,
    employer,
    release: { fields: [...releasableFields], basis: 'osl-10-1', until: inDays(9) },
    declined: null,
    withdrawn: null,
    ended: null,
  });
  const event = (id: string, version: number) =>
    encodeState(topics.proposal, sent(id, version), '2026-11-05T09:00:00Z');
  const released = async ({ signer }: { signer: EventSigner }, version = 3) => {
    const id = randomUUID();
    await log.publish([signer.sign(event(id, version))]);
    await untilRead();
    return id;
  };

  const replayOf = async (id: string) => {
    const [letter] = await rows<{ id: string }>(database(), 'SELECT id FROM dead_letter WHERE key = $1', [id]);
    return call('administrator', officer, 'POST', `/operations/dead-letters/${letter?.id}/replay`);
  };

  beforeAll(async () => {
    [postgres, issuer] = await Promise.all([serverOfItsOwn(), startIssuer()]);
    await startWith(first);
    log = new EmbeddedLogTransport(databaseUrlOf(postgres.url, 'lotsen_log'));
    await log.connect();
    const identity = { name: 'Testperson Utlämnad' };
    person = (await call('officer', officer, 'POST', '/v1/candidates', { identity, facts: {} })).body.id;
  }, 60_000);

  beforeEach(() => startWith(first));

  afterAll(async () => {
    issuer.stop();
    await stopAll({ stop: () => log.close() }, service, postgres);
    rmSync(folder, { recursive: true });
  });

  it('is served for as long as the key that signed it is in force', async () => {
    const id = await released(first);
    expect(await nameIn(id)).toBe('Testperson Utlämnad');
    await startWith(second);
    expect(await read(id)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    await startWith(second, first);
    expect(await nameIn(id)).toBe('Testperson Utlämnad');
  });

  it('is served anew once it is signed with the next key, and needs the former one no longer', async () => {
    await startWith(first, second);
    const id = await released(first);
    await log.publish([second.signer.sign(event(id, 4))]);
    await untilRead();
    await startWith(second);
    expect(await nameIn(id)).toBe('Testperson Utlämnad');
    const [row] = await rows<{ key_id: string }>(database(), 'SELECT key_id FROM release WHERE id = $1', [id]);
    expect(row?.key_id).toBe(second.signer.fingerprint);
  });

  it('that is forged takes no version from the true one, however high it is', async () => {
    const id = randomUUID();
    await log.publish([first.signer.sign(event(id, 3)), event(id, 900), second.signer.sign(event(id, 901))]);
    await log.publish([first.signer.sign({ ...event(id, 4), value: Buffer.from(JSON.stringify(sent(id, 4))) })]);
    await untilRead();
    expect(await nameIn(id)).toBe('Testperson Utlämnad');
    expect(await rows(database(), 'SELECT version::int FROM consumed_version WHERE aggregate_id = $1', [id])).toEqual([
      { version: 4 },
    ]);
    const letters = await rows<{ code: string }>(database(), 'SELECT code FROM dead_letter WHERE key = $1', [id]);
    expect(letters).toEqual([{ code: 'handler-refused' }, { code: 'handler-refused' }]);
  });

  it('from before releases were signed leaves the dead letters by a replay, once its next version counts', async () => {
    const id = randomUUID();
    await log.publish([event(id, 3), first.signer.sign(event(id, 4))]);
    await untilRead();
    expect((await replayOf(id)).status).toBe(200);
    expect(await rows(database(), 'SELECT id FROM dead_letter WHERE key = $1', [id])).toEqual([]);
    expect(await nameIn(id)).toBe('Testperson Utlämnad');
  });

  it('is taken in from the dead letters once the key that signed it is named', async () => {
    const id = await released(second);
    expect((await read(id)).status).toBe(404);
    await startWith(first, second);
    const replayed = await replayOf(id);
    expect(replayed.status).toBe(200);
    expect(await nameIn(id)).toBe('Testperson Utlämnad');
  });

  const stranger = randomUUID();

  it.each([
    [
      'names another employer',
      `value = convert_to(replace(convert_from(value, 'UTF8'), '${employer}', '${stranger}'), 'UTF8')`,
    ],
    ['is moved to another proposal', `id = '${stranger}'`],
    ['has another signature', `headers = jsonb_set(headers, '{ce_signature}', '"AAAA"')`],
  ])('whose row %s serves nothing', async (_, change) => {
    const id = await released(first);
    await rows(database(), `UPDATE release SET ${change} WHERE id = '${id}'`);
    for (const one of [id, stranger]) {
      for (const organisation of [employer, stranger]) {
        const { status } = await call('employer', organisation, 'GET', `/v1/candidates/releases/${one}`);
        expect([one, organisation, status]).toEqual([one, organisation, 404]);
      }
    }
  });
});
