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

/** Topics whose aggregates a migration changed: the service announces them again at its next start. */
export class Persistence1700000000002 implements MigrationInterface {
  name = 'Persistence1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE to_announce (topic text PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE to_announce');
  }
}

/** With this index, expired keys are found by their age without a scan of the table, however many keys a day brings. */
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
 * Has all aggregates of a kind announced again, as their next versions, because consumers apply only newer versions.
 * For a change of their events that leaves their states as they are.
 */
export async function announcesAnew(manager: EntityManager, table: string, topic: string): Promise<void> {
  await manager.query(`UPDATE ${table} SET version = version + 1`);
  await manager.query('INSERT INTO to_announce VALUES ($1) ON CONFLICT DO NOTHING', [topic]);
}

/**
 * For a migration that adds to the public state of a kind of aggregate. Adds what stored states lack, raises their
 * versions (consumers apply only newer versions), and has them announced at the next start.
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
