import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@lotsen/persistence';
import { newDatabase } from '@lotsen/testing/databases';
import { DataSource } from 'typeorm';
import { CandidateEntity } from '../candidate/candidate.store.js';
import { Candidates1700000000100 } from '../migrations/0100-candidates.js';
import { Candidates1700000000110 } from '../migrations/0110-sharing-and-erasure.js';
import { Candidates1700000000120 } from '../migrations/0120-earlier-erasures.js';
import { Candidates1700000000130 } from '../migrations/0130-who-gave-a-number.js';
import { Vault } from './vault.js';

const number = '191212121212';
const migrations = [Candidates1700000000100, Candidates1700000000110, Candidates1700000000120, Candidates1700000000130];

describe('the vault', () => {
  let source: DataSource;
  const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];

  beforeAll(async () => {
    source = new DataSource(dataSourceOptions(await newDatabase(), [CandidateEntity], migrations));
    await source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
  });

  const keyIds = async () =>
    (await source.query<{ key_id: string }[]>('SELECT DISTINCT key_id FROM vault')).map(({ key_id }) => key_id);

  it('after a rotation all is written with the present key, and each number leads to the id that it led to', async () => {
    const before = new Vault(source, [first]);
    const person = await before.resolve(number, 'o1');
    await source.transaction((manager) => before.store(manager, person, { number, name: 'Testperson' }));
    const unnumbered = randomUUID();
    await source.transaction((manager) => before.store(manager, unnumbered, { name: 'Utan nummer' }));
    const [former] = await keyIds();

    const after = new Vault(source, [second, first]);
    // Known persons are found and read before the rotation, and while it runs.
    expect(await after.resolve(number, 'o1')).toBe(person);
    expect(await after.read(person)).toMatchObject({ name: 'Testperson' });
    let rotated = 0;
    for (let batch = await after.rotate(); batch > 0; batch = await after.rotate()) rotated += batch;
    expect(rotated).toBe(2);
    expect(await keyIds()).not.toContain(former);

    const alone = new Vault(source, [second]);
    expect(await alone.resolve(number, 'o1')).toBe(person);
    expect(await alone.read(unnumbered)).toEqual({ name: 'Utan nummer' });
  });

  it('without the key that wrote an entry says which is missing', async () => {
    const [{ id }] = (await source.query<{ id: string }[]>('SELECT id FROM vault LIMIT 1')) as [{ id: string }];
    await expect(new Vault(source, [randomBytes(32)]).read(id)).rejects.toThrow('LOTSEN_VAULT_FORMER_KEYS');
  });

  it('a number leads to the person whom an organisation registered itself, else to the one whom others know by it', async () => {
    const before = new Vault(source, [second]);
    const other = '198507099805';
    const first = await before.resolve(other, 'o1');
    const [beside, unnumbered] = [randomUUID(), randomUUID()];
    await source.transaction(async (manager) => {
      await before.store(manager, first, { number: other });
      await before.lead(manager, first, other, 'o1');
      await before.store(manager, beside, { number: other });
      await before.lead(manager, beside, other, 'o2');
      await before.store(manager, unnumbered, { number: '198112289874' });
      await before.lead(manager, unnumbered, '198112289874', 'o1');
    });
    const led = async (vault: Vault) => Promise.all(['o1', 'o2', 'o3'].map((one) => vault.resolve(other, one)));
    expect(await led(before)).toEqual([first, beside, first]);
    expect(await before.resolve('198112289874', 'o3')).toBe(unnumbered);
    // The same while a rotation goes on, and after it.
    const after = new Vault(source, [third, second]);
    expect(await led(after)).toEqual([first, beside, first]);
    for (let batch = await after.rotate(); batch > 0; batch = await after.rotate());
    expect(await led(new Vault(source, [third]))).toEqual([first, beside, first]);
  });

  it('a number that was detached leads to another id', async () => {
    const vault = new Vault(source, [third]);
    const person = await vault.resolve(number, 'o1');
    await source.transaction((manager) => vault.detach(manager, person));
    expect(await vault.resolve(number, 'o1')).not.toBe(person);
    expect(await vault.read(person)).toMatchObject({ name: 'Testperson' });
  });
});
