import pg from 'pg';
import type { Kind } from './ledger.js';

/** A row of an aggregate's table. */
export interface Row {
  readonly id: string;
  readonly version: number;
  readonly state: Readonly<Record<string, unknown>> & { readonly status: string };
}

export interface Erasure {
  readonly candidate: string;
  readonly completed: boolean;
  readonly receipts: Readonly<Record<string, unknown>>;
}

/** The rows of the services' databases, read when everything is quiet. */
export interface Tables {
  readonly rows: Readonly<Record<Kind, ReadonlyMap<string, Row>>>;
  readonly bookings: ReadonlyMap<string, Row>;
  readonly erasures: readonly Erasure[];
}

export async function readTables(urlOf: (database: string) => string): Promise<Tables> {
  const [person, outcome, vacancy, placement, bookings, proposal, erasures] = await Promise.all([
    aggregates(urlOf('lotsen_candidates'), 'candidate'),
    aggregates(urlOf('lotsen_validations'), 'validation_outcome'),
    aggregates(urlOf('lotsen_vacancies'), 'vacancy'),
    aggregates(urlOf('lotsen_placements'), 'placement'),
    aggregates(urlOf('lotsen_placements'), 'booking'),
    aggregates(urlOf('lotsen_matching'), 'proposal'),
    query<Erasure>(
      urlOf('lotsen_candidates'),
      'SELECT candidate, completed_at IS NOT NULL AS completed, receipts FROM erasure',
    ),
  ]);
  return { rows: { person, outcome, vacancy, placement, proposal }, bookings, erasures };
}

async function aggregates(url: string, table: string): Promise<Map<string, Row>> {
  const rows = await query<Omit<Row, 'version'> & { version: string }>(url, `SELECT id, version, state FROM ${table}`);
  return new Map(rows.map(({ id, version, state }) => [id, { id, state, version: Number(version) }]));
}

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
