import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds a table of the keys that last signed the events of each topic. When the key changes, ProposalSigning has all
 * events signed and published again.
 */
export class Matching1700000000570 implements MigrationInterface {
  name = 'Matching1700000000570';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE signed_with (topic text PRIMARY KEY, fingerprint text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signed_with');
  }
}
