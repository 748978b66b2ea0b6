import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseUrlOf } from '@lotsen/persistence';
import { type RunningService, readSettings, serviceNames, startService } from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import { inParallel } from '@lotsen/testing/in-parallel';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { rows } from '@lotsen/testing/leaks';
import { type RunningPostgres, serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { stopAll } from '@lotsen/testing/settled';
import { freePorts } from 'lotsen/ports';
import { candidatesService } from '../candidates.service-definition.js';

const organisation = '00000000-0000-4000-8000-000000000001';
/** More than one batch of the rotation. */
const count = 450;

describe('the vault of a running service, when its key is changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-keys-'));
  const [first, second, third] = [0, 1, 2].map(() => randomBytes(32).toString('base64')) as [string, string, string];
  let postgres: RunningPostgres;
  let issuer: Issuer;
  let service: RunningService | undefined;
  const ids: string[] = [];

  beforeAll(async () => {
    postgres = await serverOfItsOwn();
    issuer = await startIssuer();
  });

  afterAll(async () => {
    issuer.stop();
    await stopAll(service, postgres);
    rmSync(folder, { recursive: true });
  });

  const start = async (key: string, ...former: string[]) => {
    const settings = readSettings({
      ...issuer.env,
      LOTSEN_DATA: folder,
      LOTSEN_PORT: String(await freePorts(serviceNames.length)),
      LOTSEN_VAULT_KEY: key,
      LOTSEN_VAULT_FORMER_KEYS: former.join(','),
    });
    await service?.stop();
    service = undefined;
    service = await startService(candidatesService, { settings, databaseServer: postgres.url });
  };
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${service?.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token('officer', organisation)}`,
        'content-type': 'application/json',
        'lotsen-purpose': 'contact',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect([path, response.status < 300]).toEqual([path, true]);
    return (await response.json()) as { id: string; name: string };
  };
  const assertReadable = async () => {
    await inParallel(ids, async (id, at) => {
      const { name } = await call('GET', `/v1/candidates/${id}/identity`);
      expect(name).toBe(`Demoperson ${at}`);
    });
  };
  const keysInUse = async () =>
    (
      await rows<{ n: number }>(
        databaseUrlOf(postgres.url, 'lotsen_candidates'),
        'SELECT count(*)::int AS n FROM vault GROUP BY key_id',
      )
    ).map(({ n }) => n);

  it('reads every name before, while and after it is written anew; then the former key is not needed', async () => {
    await start(first);
    const register = async (_: unknown, at: number) =>
      (await call('POST', '/v1/candidates', { identity: { name: `Demoperson ${at}` }, facts: {} })).id;
    ids.push(...(await inParallel(Array.from({ length: count }), register)));
    await start(second, first);
    await assertReadable();
    await eventually(async () => expect(await keysInUse()).toEqual([count]));
    await start(second);
    await assertReadable();
  }, 240_000);

  it('does not start without the key that the vault was written with, and says what to do', async () => {
    await expect(start(third)).rejects.toThrow('LOTSEN_VAULT_FORMER_KEYS');
    await expect(start(first)).rejects.toThrow('LOTSEN_VAULT_FORMER_KEYS');
    await start(second);
    await assertReadable();
  }, 120_000);
});
