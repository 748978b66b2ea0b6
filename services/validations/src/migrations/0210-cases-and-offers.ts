import { aggregateColumns, changesPublicState } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases and offers; grades, levels and documents of outcomes. */
export class Validations1700000000210 implements MigrationInterface {
  name = 'Validations1700000000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE validation_case (
        ${aggregateColumns}, candidate uuid NOT NULL, organisation text, status text NOT NULL);
      CREATE INDEX validation_case_candidate ON validation_case (candidate);
      CREATE TABLE validation_offer (${aggregateColumns}, status text NOT NULL);`);
    await changesPublicState(runner, 'validation_profile', 'lotsen.validations.validation-profile', {
      level: null,
      language: null,
    });
    await runner.query(`
      UPDATE validation_outcome SET state = jsonb_set(state, '{units}', (
        SELECT coalesce(jsonb_agg(unit || '{"grade": null}'), '[]') FROM jsonb_array_elements(state->'units') AS unit))`);
    await changesPublicState(runner, 'validation_outcome', 'lotsen.validations.validation-outcome', {
      level: null,
      basis: 'issued',
      document: null,
      orderedBy: null,
      case: null,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE validation_offer, validation_case');
  }
}
