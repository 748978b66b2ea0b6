import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dataSourceOptions } from '@lotsen/persistence';
import { newDatabase } from '@lotsen/testing/databases';
import { DataSource } from 'typeorm';
import { candidatesService } from '../candidates.service-definition.js';
import { Names } from './names.js';
import { Vault } from './vault.js';

describe('the names that an organisation searches', () => {
  let source: DataSource;
  let vault: Vault;
  let names: Names;
  const read = () => jest.spyOn(vault, 'readAll');

  beforeAll(async () => {
    const { entities, migrations } = candidatesService;
    source = new DataSource(dataSourceOptions(await newDatabase(), entities, migrations));
    await source.initialize();
    vault = new Vault(source, [randomBytes(32)]);
    names = new Names(source, vault);
  });
  afterAll(() => source.destroy());

  const register = async (organisation: string, name: string) => {
    const id = randomUUID();
    await source.query(
      `INSERT INTO candidate (id, version, state, created_at, changed_at, status, organisation)
       VALUES ($1, 1, '{}', now(), now(), 'active', $2)`,
      [id, organisation],
    );
    await vault.store(source.manager, id, { name });
    return id;
  };
  const found = async (text: string, organisation = 'o') =>
    (await names.find(organisation, text, 50)).map(({ name }) => name);

  it('are found by a part, in any capitals, by name, and only its own', async () => {
    for (const name of ['Demo Öberg', 'Demo Åsa Ek', 'Demo Ekman']) await register('o', name);
    await register('p', 'Demo Ekdahl');
    expect(await found('EK')).toEqual(['Demo Ekman', 'Demo Åsa Ek']);
    expect(await found('öberg')).toEqual(['Demo Öberg']);
    expect(await found('demo', 'q')).toEqual([]);
    expect((await names.find('o', 'demo', 2)).length).toBe(2);
  });

  it.each([
    ['Demo A\u030asa', 'åsa'],
    ['Demo Åsa', 'a\u030asa'],
    ['Demo Anna Maria Lind', 'lind anna'],
    ['Demo Ingrid', 'İNGRID'],
    ['Demo Yıldız', 'yildiz'],
    ["Demo O'Neil", 'o’neil'],
    ['Demo Sven\u00a0 Lund', 'sven lund'],
    ['Demo Sárá Ŋárju', 'sara narju'],
    ['Demo Đorđe Čáhci', 'dorde cahci'],
    ['Demo Ann\u2011Marie', 'ann-marie'],
    ['Demo \u200bDold', 'demo dold'],
  ])('%j is found by %j', async (name, text) => {
    await register('r', name);
    expect(await found(text, 'r')).toContain(name);
  });

  it('with å or ö are not found by a or o, and characters that are not seen find nobody', async () => {
    await register('s', 'Demo Ångström');
    expect(await found('angstrom', 's')).toEqual([]);
    expect(await found('\u0301\u200b', 's')).toEqual([]);
  });

  it('follow what is written: a new person, another name, an erased person; the others are not decrypted again', async () => {
    const id = await register('o', 'Demo Nyström');
    const reads = read();
    expect(await found('nyström')).toEqual(['Demo Nyström']);
    expect(reads.mock.calls).toEqual([[[id]]]);
    expect(await found('nyström')).toEqual(['Demo Nyström']);
    expect(reads).toHaveBeenCalledTimes(1);
    await vault.store(source.manager, id, { name: 'Demo Gift' });
    expect(await found('nyström')).toEqual([]);
    expect(await found('gift')).toEqual(['Demo Gift']);
    await source.query('UPDATE candidate SET organisation = NULL WHERE id = $1', [id]);
    expect(await found('gift')).toEqual([]);
    reads.mockRestore();
  });

  it('of a transaction that has not ended are not found yet, and are once it has, however long it took', async () => {
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    const id = await register('o', 'Demo Slow');
    await vault.store(runner.manager, id, { name: 'Demo Långsam' });
    expect(await found('långsam')).toEqual([]);
    await register('o', 'Demo Snabb');
    expect(await found('snabb')).toEqual(['Demo Snabb']);
    await runner.commitTransaction();
    await runner.release();
    expect(await found('långsam')).toEqual(['Demo Långsam']);
  });

  it('are decrypted anew after the service has forgotten them', async () => {
    names.onApplicationShutdown();
    const reads = read();
    expect(await found('öberg')).toEqual(['Demo Öberg']);
    expect(reads.mock.calls[0]?.[0].length).toBeGreaterThan(3);
    reads.mockRestore();
  });
});
