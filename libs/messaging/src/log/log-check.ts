import type { Topic } from '@lotsen/contracts';
import type { Transport } from './transport.js';

/** The differences between a database and the log for one topic. It names aggregates by their ids only. */
export interface LogDifference {
  readonly topic: string;
  readonly inLog: number;
  readonly held: number;
  /** Held, but the log does not have it. */
  readonly missingInLog: readonly string[];
  /** The log has an older version than the database. */
  readonly olderInLog: readonly string[];
  /** In the log, but not held. */
  readonly notHeld: readonly string[];
  /** The log has a newer version than the database. */
  readonly newerInLog: readonly string[];
}

/** Reads a whole topic and compares the last version of each key with the versions held. */
export async function compareWithLog(
  transport: Transport,
  topic: Topic,
  held: ReadonlyMap<string, number>,
): Promise<LogDifference> {
  const inLog = new Map<string, number>();
  for await (const record of transport.read(topic.name)) {
    if (record.value === null) {
      inLog.delete(record.key);
      continue;
    }
    // The last record of each key counts, whatever its version: compaction keeps that one, and a rebuild reads it.
    const version = versionOf(record.value);
    if (version !== undefined) inLog.set(record.key, version);
  }
  const ids = [...held.keys()];
  return {
    topic: topic.name,
    inLog: inLog.size,
    held: held.size,
    missingInLog: ids.filter((id) => !inLog.has(id)),
    olderInLog: ids.filter((id) => (inLog.get(id) ?? Number.POSITIVE_INFINITY) < (held.get(id) as number)),
    notHeld: [...inLog.keys()].filter((id) => !held.has(id)),
    newerInLog: ids.filter((id) => (inLog.get(id) ?? 0) > (held.get(id) as number)),
  };
}

function versionOf(value: Buffer): number | undefined {
  try {
    const { version } = JSON.parse(value.toString('utf8')) as { version?: unknown };
    return typeof version === 'number' ? version : undefined;
  } catch {
    return undefined;
  }
}
