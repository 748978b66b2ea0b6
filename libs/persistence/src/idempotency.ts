import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Refused } from './refusal.js';

/** A create that may be sent twice: the same key and body return the aggregate of the first request again. */
export interface Idempotency {
  readonly client: string;
  readonly route: string;
  readonly key: string;
  readonly body: unknown;
}

/**
 * The id that belongs to the first use of the key; undefined if this is the first within 24 hours.
 * @throws Refused if the key was used for another body
 */
export async function earlierAnswer(manager: EntityManager, use: Idempotency, id: string): Promise<string | undefined> {
  const hash = createHash('sha256').update(JSON.stringify(use.body)).digest('hex');
  // Each use deletes up to 100 expired keys. It skips rows that another transaction has locked to delete them.
  await manager.query(
    `DELETE FROM idempotency WHERE (client, route, key) IN (
       SELECT client, route, key FROM idempotency WHERE used_at < now() - interval '24 hours'
       ORDER BY used_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
  );
  const inserted = await manager.query<unknown[]>(
    `INSERT INTO idempotency (client, route, key, body_hash, aggregate_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (client, route, key) DO UPDATE
       SET body_hash = EXCLUDED.body_hash, aggregate_id = EXCLUDED.aggregate_id, used_at = EXCLUDED.used_at
       WHERE idempotency.used_at < now() - interval '24 hours'
     RETURNING 1`,
    [use.client, use.route, use.key, hash, id],
  );
  if (inserted.length > 0) return undefined;
  const [earlier] = await manager.query<{ body_hash: string; aggregate_id: string }[]>(
    'SELECT body_hash, aggregate_id FROM idempotency WHERE client = $1 AND route = $2 AND key = $3',
    [use.client, use.route, use.key],
  );
  if (earlier?.body_hash === hash) return earlier.aggregate_id;
  throw new Refused({
    code: 'idempotency-key-reused',
    status: 422,
    detail: {
      sv: 'Samma Idempotency-Key har redan använts för ett annat innehåll.',
      en: 'The same Idempotency-Key was already used for another content.',
    },
    hint: { sv: 'Använd en ny nyckel för ett nytt innehåll.', en: 'Use a new key for a new content.' },
    field: 'Idempotency-Key',
  });
}
