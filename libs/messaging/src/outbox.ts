import type { EntityManager } from 'typeorm';
import type { OutgoingRecord } from './transport.js';

export const outboxChannel = 'lotsen_outbox';

/**
 * Writes events in the caller's transaction, after the rows that they tell of: the rows' locks make the outbox's sequence
 * the order of commits for each aggregate.
 */
export async function appendToOutbox(manager: EntityManager, records: readonly OutgoingRecord[]): Promise<void> {
  if (records.length === 0) return;
  await manager.query(
    `INSERT INTO outbox (topic, key, value, headers)
     SELECT topic, key, value, headers
     FROM unnest($1::text[], $2::text[], $3::bytea[], $4::jsonb[]) WITH ORDINALITY AS r (topic, key, value, headers, n)
     ORDER BY n`,
    [
      records.map((r) => r.topic),
      records.map((r) => r.key),
      records.map((r) => r.value),
      records.map((r) => JSON.stringify(r.headers)),
    ],
  );
  await manager.query(`SELECT pg_notify($1, '')`, [outboxChannel]);
}

/** How many events wait to be published. */
export async function outboxSize(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM outbox');
  return row?.n ?? 0;
}
