import type { PersonalData } from '@lotsen/platform';
import type { DataSource } from 'typeorm';
import { CandidateEntity } from './candidate/candidate.store.js';
import type { Vault } from './vault/vault.js';

/**
 * What this service holds of a person, for the access export. `erase` does nothing here: this service starts the
 * erasure itself (see PersonErasure).
 */
export function personalProfile(source: DataSource, vault: Vault): PersonalData[] {
  const begunHere = async () => ({ erased: 0 });
  return [
    {
      kind: 'profile',
      held: async (id) => source.getRepository(CandidateEntity).findBy({ id }),
      erase: begunHere,
    },
    {
      kind: 'identity',
      isIdentity: true,
      held: async (id) => (await vault.readAll([id])).map(({ identity }) => identity),
      erase: begunHere,
    },
  ];
}
