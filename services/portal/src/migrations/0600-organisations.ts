import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Portal1700000000600 implements MigrationInterface {
  name = 'Portal1700000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation (${aggregateColumns}, status text NOT NULL);
      CREATE TABLE organisation_group (${aggregateColumns}, status text NOT NULL);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE organisation_group, organisation');
  }
}
