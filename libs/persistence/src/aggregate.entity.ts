import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** The columns of every aggregate, with its whole state. Each kind adds columns to look it up by (`Lookup`). */
export interface AggregateRow<State> {
  id: string;
  version: number;
  state: State;
  createdAt: Date;
  changedAt: Date;
}

/** The entity of one kind of aggregate; `lookup` defines its additional columns. */
export function aggregateEntity<State, Lookup extends object = object>(
  table: string,
  lookup: Record<keyof Lookup & string, EntitySchemaColumnOptions>,
): EntitySchema<AggregateRow<State> & Lookup> {
  return new EntitySchema<AggregateRow<State> & Lookup>({
    name: table,
    tableName: table,
    columns: {
      id: { type: 'uuid', primary: true },
      version: { type: 'int' },
      state: { type: 'jsonb' },
      createdAt: { type: 'timestamptz', name: 'created_at' },
      changedAt: { type: 'timestamptz', name: 'changed_at' },
      ...lookup,
    } as never,
  });
}

/** The part of a migration's CREATE TABLE that every aggregate shares. */
export const aggregateColumns =
  'id uuid PRIMARY KEY, version int NOT NULL, state jsonb NOT NULL, created_at timestamptz NOT NULL, changed_at timestamptz NOT NULL';
