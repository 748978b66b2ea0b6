import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Placements1700000000400 implements MigrationInterface {
  name = 'Placements1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE placement (${aggregateColumns}, status text NOT NULL, owner text);
      CREATE INDEX placement_owner ON placement (owner);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placement');
  }
}
