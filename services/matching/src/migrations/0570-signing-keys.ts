import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which key the events of a topic were signed last: with another one all are signed anew (ProposalSigning). */
export class Matching1700000000570 implements MigrationInterface {
  name = 'Matching1700000000570';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE signed_with (topic text PRIMARY KEY, fingerprint text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signed_with');
  }
}
