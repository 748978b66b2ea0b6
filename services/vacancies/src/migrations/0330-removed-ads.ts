import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a feed removed ads of which no copy had been imported: older copies may still come. */
export class Vacancies1700000000330 implements MigrationInterface {
  name = 'Vacancies1700000000330';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE removed_ad (
        id uuid NOT NULL, organisation text NOT NULL, removed_at bigint NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, organisation))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE removed_ad');
  }
}
