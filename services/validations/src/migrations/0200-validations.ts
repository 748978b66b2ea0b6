import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Validations1700000000200 implements MigrationInterface {
  name = 'Validations1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE validation_profile (${aggregateColumns}, status text NOT NULL);
      CREATE TABLE validation_outcome (${aggregateColumns}, candidate uuid NOT NULL, issuer text);
      CREATE INDEX validation_outcome_candidate ON validation_outcome (candidate);
      CREATE TABLE IF NOT EXISTS erased_candidate (id uuid PRIMARY KEY, erased_at timestamptz NOT NULL DEFAULT now());`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erased_candidate, validation_outcome, validation_profile');
  }
}
