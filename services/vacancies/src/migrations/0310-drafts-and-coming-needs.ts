import { vacancyAdditions } from '@lotsen/contracts';
import { aggregateColumns, changesPublicState } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Closing by the calendar, positions that are taken, marks and notices; coming needs. */
export class Vacancies1700000000310 implements MigrationInterface {
  name = 'Vacancies1700000000310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE vacancy ADD COLUMN last_day text;
      UPDATE vacancy SET last_day = state->>'lastApplicationDay';
      CREATE INDEX vacancy_last_day ON vacancy (last_day) WHERE status = 'published';
      CREATE TABLE coming_need (${aggregateColumns}, status text NOT NULL);`);
    await changesPublicState(runner, 'vacancy', 'lotsen.vacancies.vacancy', vacancyAdditions);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE coming_need; ALTER TABLE vacancy DROP COLUMN last_day');
  }
}
