import {
  notifyRelay,
  type OutgoingRecord,
  outboxChannel,
  outboxInsert,
  outboxParameters,
  sqlState,
} from '@lotsen/messaging';
import type { DataSource, EntityManager, EntitySchema } from 'typeorm';
import type { AggregateRow } from './aggregate.entity.js';

/** Another transaction has changed or created one of the rows since they were read. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
  /** PostgreSQL's code for a transaction that should be retried. */
  readonly code = sqlState.serializationFailure;
}

/**
 * Reads and writes the rows of one kind of aggregate, by one statement each, so that a change waits for the database
 * twice. (An ORM's find and upsert take several times as long as the database itself.)
 */
export class AggregateRows<State, Lookup extends object> {
  private known: ReturnType<AggregateRows<State, Lookup>['compose']> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly entity: EntitySchema<AggregateRow<State> & Lookup>,
  ) {}

  /** Returns the rows that exist, by id. Within a transaction it locks them until the transaction ends. */
  async read(manager: EntityManager, ids: readonly string[]): Promise<Map<string, AggregateRow<State> & Lookup>> {
    const lock = manager.queryRunner?.isTransactionActive ? ' FOR UPDATE' : '';
    const rows = await manager.query<(AggregateRow<State> & Lookup)[]>(this.statements.select + lock, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /**
   * Writes rows at their next versions, and then their events, but no event unless every row was written. Outside a
   * transaction only one row may be given, because nothing would roll back the others.
   * @throws Overtaken if a row does not have the preceding version any more
   */
  async write(
    manager: EntityManager,
    rows: readonly (AggregateRow<State> & Lookup)[],
    events: readonly OutgoingRecord[],
  ): Promise<void> {
    const [written] = await manager.query<{ done: number }[]>(this.statements.write, [
      JSON.stringify(rows.map((row) => this.columnsOf(row))),
      ...outboxParameters(events),
    ]);
    if (written?.done !== rows.length) throw new Overtaken('A row was changed meanwhile.');
    if (events.length > 0) notifyRelay(events);
  }

  private columnsOf(row: AggregateRow<State> & Lookup) {
    return Object.fromEntries(
      this.statements.columns.map(({ databaseName, propertyName }) => [
        databaseName,
        row[propertyName as keyof typeof row],
      ]),
    );
  }

  private get statements() {
    this.known ??= this.compose();
    return this.known;
  }

  private compose() {
    const { tableName, columns } = this.source.getMetadata(this.entity);
    const names = columns.map(({ databaseName }) => databaseName);
    const select = columns.map(({ databaseName, propertyName }) => `${databaseName} AS "${propertyName}"`);
    const set = names.filter((name) => name !== 'id').map((name) => `${name} = given.${name}`);
    return {
      columns,
      select: `SELECT ${select.join(', ')} FROM ${tableName} WHERE id = ANY($1::uuid[]) ORDER BY id`,
      // If another transaction has created or changed a row meanwhile, the row's key or version does not fit, and it is
      // not overwritten.
      write: `
        WITH given AS (SELECT * FROM json_populate_recordset(NULL::${tableName}, $1)),
        created AS (
          INSERT INTO ${tableName} (${names.join(', ')}) SELECT ${names.join(', ')} FROM given WHERE version = 1 RETURNING id),
        changed AS (
          UPDATE ${tableName} AS present SET ${set.join(', ')} FROM given
          WHERE present.id = given.id AND present.version = given.version - 1 RETURNING present.id),
        done AS (SELECT count(*)::int AS n FROM (TABLE created UNION ALL TABLE changed) AS every),
        written AS (${outboxInsert(2, '(SELECT n FROM done) = (SELECT count(*) FROM given)')} RETURNING seq)
        SELECT n AS done, (SELECT pg_notify('${outboxChannel}', '') FROM written LIMIT 1) FROM done`,
    };
  }
}
