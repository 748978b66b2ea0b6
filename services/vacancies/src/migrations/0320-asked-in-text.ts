import { vacancyTextAddition } from '@lotsen/contracts';
import { changesPublicState } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the text of an ad asks for. Of vacancies imported before, it is known once their ads are imported again. */
export class Vacancies1700000000320 implements MigrationInterface {
  name = 'Vacancies1700000000320';

  async up(runner: QueryRunner): Promise<void> {
    await changesPublicState(runner, 'vacancy', 'lotsen.vacancies.vacancy', vacancyTextAddition);
  }

  async down(): Promise<void> {
    // Older versions ignore the field in what they have stored.
  }
}
