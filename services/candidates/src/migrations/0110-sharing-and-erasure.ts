import { changesPublicState } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sharing, consents, protection, releases and the receipts of erasures. */
export class Candidates1700000000110 implements MigrationInterface {
  name = 'Candidates1700000000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE candidate ADD COLUMN shared_with text[] NOT NULL DEFAULT '{}';
      CREATE INDEX candidate_organisation ON candidate (organisation);
      CREATE TABLE release (id uuid PRIMARY KEY, candidate uuid NOT NULL, proposal jsonb NOT NULL);
      CREATE INDEX release_candidate ON release (candidate);
      CREATE TABLE erasure (
        candidate uuid PRIMARY KEY, requested_at timestamptz NOT NULL, completed_at timestamptz,
        receipts jsonb NOT NULL DEFAULT '{}');`);
    await changesPublicState(runner, 'candidate', 'lotsen.candidates.candidate-profile', {
      sharedWith: [],
      consents: [],
      closedBecause: null,
      protectedIdentity: false,
      announced: true,
      identityChanges: 0,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erasure, release; ALTER TABLE candidate DROP COLUMN shared_with');
  }
}
