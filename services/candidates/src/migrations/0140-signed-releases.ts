import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stores a release as matching signed it; its signature is verified whenever an identity is served. Earlier releases
 * have no signature: they are deleted here, and come back when matching publishes its proposals signed.
 */
export class Candidates1700000000140 implements MigrationInterface {
  name = 'Candidates1700000000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM release;
      ALTER TABLE release DROP COLUMN proposal, ADD COLUMN value bytea NOT NULL, ADD COLUMN headers jsonb NOT NULL,
        ADD COLUMN key_id text NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM release;
      ALTER TABLE release DROP COLUMN value, DROP COLUMN headers, DROP COLUMN key_id, ADD COLUMN proposal jsonb NOT NULL`);
  }
}
