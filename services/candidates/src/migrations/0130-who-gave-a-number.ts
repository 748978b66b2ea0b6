import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records which organisations gave a number, and how often numbers are given. If an organisation registers a person
 * while the number leads to another organisation's person, the number leads to the new person for that organisation
 * alone.
 */
export class Candidates1700000000130 implements MigrationInterface {
  name = 'Candidates1700000000130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resolution (${aggregateColumns});
      CREATE TABLE number_use (
        subject text NOT NULL, hour timestamptz NOT NULL, way text NOT NULL, organisation text NOT NULL, used int NOT NULL,
        PRIMARY KEY (subject, hour, way, organisation));
      ALTER TABLE vault ADD COLUMN beside_hash bytea UNIQUE, ADD COLUMN organisation text;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE vault DROP COLUMN beside_hash, DROP COLUMN organisation;
      DROP TABLE number_use, resolution;`);
  }
}
