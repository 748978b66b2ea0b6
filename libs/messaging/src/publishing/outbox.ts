import { trace } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';
import type { OutgoingRecord } from '../log/index.js';

export const outboxChannel = 'lotsen_outbox';

/** Writes events to the outbox in the caller's transaction. Call it after the rows of their aggregates are written. */
export async function appendToOutbox(manager: EntityManager, records: readonly OutgoingRecord[]): Promise<void> {
  if (records.length === 0) return;
  const statement = `WITH written AS (${outboxInsert(1)}) SELECT pg_notify('${outboxChannel}', '')`;
  await manager.query(statement, outboxParameters(records));
  notifyRelay(records);
}

/**
 * The INSERT alone, for a statement that also writes the rows of the aggregates. Events have to be inserted after the
 * rows: the row locks make the sequence of the outbox the order of commits for each aggregate.
 * @param first the number of the first of its four parameters
 * @param when an SQL condition: if it is false, nothing is inserted
 */
export const outboxInsert = (first: number, when = 'true'): string => `
  INSERT INTO outbox (topic, key, value, headers)
  SELECT topic, key, value, headers
  FROM unnest($${first}::text[], $${first + 1}::text[], $${first + 2}::bytea[], $${first + 3}::jsonb[])
    WITH ORDINALITY AS record (topic, key, value, headers, n)
  WHERE ${when} ORDER BY n`;

export const outboxParameters = (records: readonly OutgoingRecord[]) => [
  records.map((r) => r.topic),
  records.map((r) => r.key),
  records.map((r) => r.value),
  records.map((r) => JSON.stringify(r.headers)),
];

/** Notes in the active span that events were written to the outbox. (The relay itself is woken by pg_notify.) */
export function notifyRelay(records: readonly OutgoingRecord[]): void {
  trace.getActiveSpan()?.addEvent('written to the outbox', { 'lotsen.events': records.length });
}

/** How many events wait to be published. */
export async function outboxSize(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM outbox');
  return row?.n ?? 0;
}

/** For how many seconds the oldest event has waited; 0 where none waits. */
export async function outboxWait(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ seconds: number }[]>(
    `SELECT coalesce(extract(epoch FROM now() - min(written_at)), 0)::float AS seconds FROM outbox`,
  );
  return Math.max(0, row?.seconds ?? 0);
}
