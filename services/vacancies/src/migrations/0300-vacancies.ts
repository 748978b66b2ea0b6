import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Vacancies1700000000300 implements MigrationInterface {
  name = 'Vacancies1700000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vacancy (${aggregateColumns}, status text NOT NULL, owner text);
      CREATE INDEX vacancy_owner ON vacancy (owner);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vacancy');
  }
}
