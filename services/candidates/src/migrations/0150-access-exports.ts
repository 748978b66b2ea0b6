import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Administrators' requests to export persons for whom no organisation answers any more. */
export class Candidates1700000000150 implements MigrationInterface {
  name = 'Candidates1700000000150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_export (${aggregateColumns}, candidate uuid NOT NULL);
      CREATE INDEX access_export_candidate ON access_export (candidate);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_export');
  }
}
