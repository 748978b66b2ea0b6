import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds proposals. The projection reads more than before, so it is emptied and filled again from the log. */
export class Matching1700000000510 implements MigrationInterface {
  name = 'Matching1700000000510';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proposal (
        ${aggregateColumns}, candidate uuid NOT NULL, target uuid, status text NOT NULL, officer text, employer text);
      CREATE INDEX proposal_candidate ON proposal (candidate);
      CREATE INDEX proposal_target ON proposal (target);
      CREATE INDEX projected_candidate ON projected ((state->>'candidate'));
      TRUNCATE projected;
      DELETE FROM consumed_offset;
      DELETE FROM consumed_version WHERE version < ${Number.MAX_SAFE_INTEGER};`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX projected_candidate; DROP TABLE proposal');
  }
}
