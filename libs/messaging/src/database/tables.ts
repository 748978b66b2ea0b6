import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The number of rebuilds (`epoch`, from 1), and the log and its end offsets at the last one. The epoch shows every
 * instance of a service that it has to read from the start, and the end offsets show when it has finished.
 */
export class Messaging1700000000006 implements MigrationInterface {
  name = 'Messaging1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reading (epoch int NOT NULL, log text NOT NULL, ends jsonb NOT NULL);
      INSERT INTO reading VALUES (1, '', '[]');`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reading');
  }
}

/** The tables that every service's database needs to write events and to read them. */
export class Messaging1700000000000 implements MigrationInterface {
  name = 'Messaging1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        seq bigserial PRIMARY KEY, topic text NOT NULL, key text NOT NULL, value bytea, headers jsonb NOT NULL,
        written_at timestamptz NOT NULL DEFAULT now());
      CREATE TABLE consumed_offset (
        log text NOT NULL, topic text NOT NULL, partition int NOT NULL, next_offset bigint NOT NULL,
        PRIMARY KEY (log, topic, partition));
      CREATE TABLE consumed_version (
        topic text NOT NULL, aggregate_id text NOT NULL, version bigint NOT NULL, PRIMARY KEY (topic, aggregate_id));
      CREATE TABLE dead_letter (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), log text NOT NULL, topic text NOT NULL, partition int NOT NULL,
        log_offset bigint NOT NULL, key text NOT NULL, value bytea, headers jsonb NOT NULL, code text NOT NULL,
        detail text NOT NULL, received_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (log, topic, partition, log_offset));
      CREATE INDEX dead_letter_key ON dead_letter (topic, key);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dead_letter, consumed_version, consumed_offset, outbox');
  }
}
