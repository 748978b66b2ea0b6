import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that every service has beside its own: known organisations, looks at persons, erased persons, receipts. */
export class Platform1700000000003 implements MigrationInterface {
  name = 'Platform1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_organisation (
        topic text NOT NULL, id uuid NOT NULL, state jsonb NOT NULL, PRIMARY KEY (topic, id));
      CREATE TABLE read_log (
        id bigserial PRIMARY KEY, candidate uuid NOT NULL, at timestamptz NOT NULL, subject text NOT NULL,
        organisation text, route text NOT NULL, purpose text NOT NULL);
      CREATE INDEX read_log_candidate ON read_log (candidate);
      CREATE TABLE IF NOT EXISTS erased_candidate (id uuid PRIMARY KEY, erased_at timestamptz NOT NULL DEFAULT now());
      CREATE TABLE erasure_receipt (${aggregateColumns});`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erasure_receipt, read_log, known_organisation');
  }
}
