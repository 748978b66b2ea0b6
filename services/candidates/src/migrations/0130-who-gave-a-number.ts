import { aggregateColumns } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which organisations gave a number, and how often numbers are given; and persons who are registered by an organisation while
 * their number leads to another one's: their number leads to them for that organisation alone.
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
