import type { DeadLetterCode } from '@lotsen/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { erasedVersion, type LogRecord } from '../log/index.js';

/** A record that could not be consumed, with the reason; its contents are left out. */
export interface DeadLetter {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly code: DeadLetterCode;
  readonly detail: string;
  readonly receivedAt: string;
}

interface Row extends Omit<DeadLetter, 'offset' | 'receivedAt'> {
  log_offset: string;
  received_at: Date;
  value: Buffer | null;
  headers: Record<string, string>;
}

/** Stores a record that could not be consumed. A record that names an erased aggregate is never stored. */
export async function storeDeadLetter(
  manager: EntityManager,
  log: string,
  record: LogRecord,
  code: DeadLetterCode,
  detail: string,
): Promise<void> {
  if (await namesErased(manager, record)) return;
  const headers = Object.fromEntries(
    Object.entries(record.headers).map(([name, value]) => [storable(name), storable(value)]),
  );
  await manager.query(
    `INSERT INTO dead_letter (log, topic, partition, log_offset, key, value, headers, code, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      log,
      record.topic,
      record.partition,
      record.offset,
      storable(record.key),
      record.value,
      JSON.stringify(headers),
      code,
      storable(detail),
    ],
  );
}

/** Deletes every dead letter that names an aggregate in its key, value or headers. @returns how many there were */
export async function removeDeadLettersNaming(manager: EntityManager, id: string): Promise<number> {
  const gone = await manager.query<[unknown[], number]>(
    `DELETE FROM dead_letter WHERE key = $1 OR position(convert_to($1, 'UTF8') IN coalesce(value, ''::bytea)) > 0
       OR position($1 IN headers::text) > 0`,
    [id],
  );
  return gone[1];
}

const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gu;

async function namesErased(manager: EntityManager, { key, value, headers }: LogRecord): Promise<boolean> {
  const named = `${key} ${value?.toString('utf8') ?? ''} ${JSON.stringify(headers)}`.match(uuids) ?? [];
  if (named.length === 0) return false;
  const erased = await manager.query<unknown[]>(
    'SELECT FROM consumed_version WHERE version = $1 AND aggregate_id = ANY($2) LIMIT 1',
    [erasedVersion, [...new Set(named)]],
  );
  return erased.length > 0;
}

/** PostgreSQL's text cannot hold NUL or half a surrogate pair, and a record from outside may contain them. */
const storable = (text: string) => text.replace(/\0|\p{Surrogate}/gu, '');

/** The dead letters of one service's database. */
export class DeadLetters {
  constructor(private readonly source: DataSource) {}

  /** Newest first, without their contents. */
  async list(limit: number): Promise<DeadLetter[]> {
    const rows = await this.source.query<Row[]>('SELECT * FROM dead_letter ORDER BY received_at DESC, id LIMIT $1', [
      limit,
    ]);
    return rows.map(deadLetterOf);
  }

  async show(id: string): Promise<{ letter: DeadLetter; record: LogRecord } | undefined> {
    const [row] = await this.source.query<Row[]>('SELECT * FROM dead_letter WHERE id = $1', [id]);
    if (!row) return undefined;
    const { topic, partition, key, value, headers } = row;
    return {
      letter: deadLetterOf(row),
      record: { topic, partition, offset: Number(row.log_offset), key, value, headers },
    };
  }

  async remove(id: string): Promise<void> {
    await this.source.query('DELETE FROM dead_letter WHERE id = $1', [id]);
  }

  async count(): Promise<number> {
    const [row] = await this.source.query<{ n: number }[]>('SELECT count(*)::int AS n FROM dead_letter');
    return row?.n ?? 0;
  }
}

function deadLetterOf(row: Row): DeadLetter {
  const { id, topic, partition, key, code, detail } = row;
  const [offset, receivedAt] = [Number(row.log_offset), row.received_at.toISOString()];
  return { id, topic, partition, offset, key, code, detail, receivedAt };
}
