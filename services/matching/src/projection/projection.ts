import { type AggregateState, type ConsumerContext, ConsumerGroup } from '@lotsen/messaging';
import { erasedAmong, Reread } from '@lotsen/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { FactBase } from '../engine-host/fact-base.js';

/** What is of an erased person is not taken in, however late it comes; its own tombstone follows. */
async function isErased(
  manager: EntityManager,
  state: AggregateState & { readonly candidate?: string },
): Promise<boolean> {
  return state.candidate !== undefined && (await erasedAmong(manager, [state.candidate])).size > 0;
}

interface Row {
  topic: string;
  id: string;
  version: string;
  state: AggregateState;
}

/** Matching's own copy of the newest states: durable in its database, and from there in memory. */
@Injectable()
export class Projection implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly facts: FactBase,
    private readonly group: ConsumerGroup,
    private readonly reread: Reread,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.load();
    this.group.onRefresh(() => this.load());
  }

  /** Memory as the database has it. */
  private async load(): Promise<void> {
    const rows = await this.source.query<Row[]>('SELECT topic, id, version, state FROM projected ORDER BY topic, id');
    this.facts.clear();
    for (const row of rows) this.facts.apply(row.topic, row.id, row.state);
  }

  /** Keeps a state in the consumer's transaction; memory follows once that has committed. Null: nothing of it is kept. */
  async keep(
    { topic, id, version, manager, afterCommit }: ConsumerContext,
    state: AggregateState | null,
  ): Promise<void> {
    const kept = state && (await isErased(manager, state)) ? null : state;
    if (kept) {
      await manager.query(
        `INSERT INTO projected VALUES ($1, $2, $3, $4)
         ON CONFLICT (topic, id) DO UPDATE SET version = EXCLUDED.version, state = EXCLUDED.state`,
        [topic, id, version, kept],
      );
    } else await manager.query('DELETE FROM projected WHERE topic = $1 AND id = $2', [topic, id]);
    afterCommit(() => this.facts.apply(topic, id, kept));
  }

  get rebuilding(): boolean {
    return this.reread.running;
  }

  /** Empties the projection and fills it from the log alone. Resolves when all that the log had has been read. */
  rebuild(): Promise<void> {
    return this.reread.run();
  }

  isBehind(): Promise<boolean> {
    return this.reread.isBehind();
  }

  async versions(): Promise<Map<string, Map<string, number>>> {
    const versions = new Map<string, Map<string, number>>(
      Object.keys(this.facts.counts()).map((topic) => [topic, new Map()]),
    );
    const rows = await this.source.query<Row[]>('SELECT topic, id, version FROM projected');
    for (const row of rows) versions.get(row.topic)?.set(row.id, Number(row.version));
    return versions;
  }
}
