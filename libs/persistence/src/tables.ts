import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';

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

/** Topics whose aggregates a migration changed: they are announced at the next start. */
export class Persistence1700000000002 implements MigrationInterface {
  name = 'Persistence1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE to_announce (topic text PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE to_announce');
  }
}

/** What is over is found by its age, however many keys a day brings. */
export class Persistence1700000000004 implements MigrationInterface {
  name = 'Persistence1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX idempotency_used_at ON idempotency (used_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX idempotency_used_at');
  }
}

/**
 * Has all aggregates of a kind announced once more, as their next versions: readers take in only what is newer. For what
 * changes in their events and not in their states.
 */
export async function announcesAnew(manager: EntityManager, table: string, topic: string): Promise<void> {
  await manager.query(`UPDATE ${table} SET version = version + 1`);
  await manager.query('INSERT INTO to_announce VALUES ($1) ON CONFLICT DO NOTHING', [topic]);
}

/**
 * For a migration that adds to the public state of a kind of aggregate: fills what stored states lack, raises their
 * versions (readers take in only what is newer), and has them announced at the next start.
 */
export async function changesPublicState(
  runner: QueryRunner,
  table: string,
  topic: string,
  additions: object,
): Promise<void> {
  await runner.query(`UPDATE ${table} SET version = version + 1, state = $1::jsonb || state`, [
    JSON.stringify(additions),
  ]);
  await runner.query('INSERT INTO to_announce VALUES ($1) ON CONFLICT DO NOTHING', [topic]);
}
