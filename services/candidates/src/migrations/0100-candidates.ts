import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Candidates1700000000100 implements MigrationInterface {
  name = 'Candidates1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE candidate (${aggregateColumns}, status text NOT NULL, organisation text);
      CREATE INDEX candidate_status ON candidate (status);
      CREATE TABLE vault (
        id uuid PRIMARY KEY, number_hash bytea UNIQUE, identity bytea NOT NULL, key_id text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now());`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vault, candidate');
  }
}
