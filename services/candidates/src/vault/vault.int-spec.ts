import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@lotsen/persistence';
import { DataSource } from 'typeorm';
import { newDatabase } from '../../../../test/support/databases.js';
import { CandidateEntity } from '../candidate/candidate.store.js';
import { Candidates1700000000100 } from '../migrations/1700000000100-candidates.js';
import { Vault } from './vault.js';

const number = '191212121212';

describe('the vault', () => {
  let source: DataSource;
  const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];

  beforeAll(async () => {
    source = new DataSource(dataSourceOptions(await newDatabase(), [CandidateEntity], [Candidates1700000000100]));
    await source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
  });

  const keyIds = async () =>
    (await source.query<{ key_id: string }[]>('SELECT DISTINCT key_id FROM vault')).map(({ key_id }) => key_id);

  it('after a rotation all is written with the present key, and each number leads to the id that it led to', async () => {
    const before = new Vault(source, [first]);
    const person = await before.resolve(number);
    await source.transaction((manager) => before.keep(manager, person, { number, name: 'Testperson' }));
    const unnumbered = randomUUID();
    await source.transaction((manager) => before.keep(manager, unnumbered, { name: 'Utan nummer' }));
    const [former] = await keyIds();

    const after = new Vault(source, [second, first]);
    // Both before and while it rotates, who was known is found, and read.
    expect(await after.resolve(number)).toBe(person);
    expect(await after.read(person)).toMatchObject({ name: 'Testperson' });
    let rotated = 0;
    for (let batch = await after.rotate(); batch > 0; batch = await after.rotate()) rotated += batch;
    expect(rotated).toBe(2);
    expect(await keyIds()).not.toContain(former);

    const alone = new Vault(source, [second]);
    expect(await alone.resolve(number)).toBe(person);
    expect(await alone.read(unnumbered)).toEqual({ name: 'Utan nummer' });
  });

  it('without the key that wrote an entry says which is missing', async () => {
    const [{ id }] = (await source.query<{ id: string }[]>('SELECT id FROM vault LIMIT 1')) as [{ id: string }];
    await expect(new Vault(source, [third]).read(id)).rejects.toThrow('LOTSEN_VAULT_FORMER_KEYS');
  });

  it('knows which numbers lead to somebody', async () => {
    const vault = new Vault(source, [second]);
    expect([await vault.isKnown(number), await vault.isKnown('198507099805')]).toEqual([true, false]);
  });

  it('a number that was detached leads to another id', async () => {
    const vault = new Vault(source, [second]);
    const person = await vault.resolve(number);
    await source.transaction((manager) => vault.detach(manager, person));
    expect(await vault.resolve(number)).not.toBe(person);
    expect(await vault.read(person)).toMatchObject({ name: 'Testperson' });
  });
});
