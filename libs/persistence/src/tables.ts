import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table behind Idempotency-Key. */
export class Persistence1700000000001 implements MigrationInterface {
  name = 'Persistence1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency (
        client text NOT NULL, route text NOT NULL, key text NOT NULL, body_hash text NOT NULL,
        aggregate_id uuid NOT NULL, used_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (client, route, key));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency');
  }
}
