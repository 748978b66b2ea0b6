import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { KeptProcess } from './kept-process.js';
import type { FaultKind, PlannedFault } from './plan.js';
import type { FaultySystem } from './system.js';
import type { Volume } from './volume.js';

type Fault = (system: FaultySystem, planned: PlannedFault) => Promise<void>;

/** Each resolves when the fault is over and the process that it ended has been started again. */
const faults: Readonly<Record<FaultKind, Fault>> = {
  'kill-service': (system, { service, lastsMs }) => restart(system.service(service), 'SIGKILL', lastsMs),
  'pause-service': (system, { service, lastsMs }) => pause(system.service(service), lastsMs),
  'deliver-twice': deliverTwice,
  'kill-database': (system, { records, lastsMs }) =>
    // SIGQUIT is PostgreSQL's "immediate" shutdown: every process ends at once, and the next start recovers.
    restart(system.database.process, records % 2 === 0 ? 'SIGKILL' : 'SIGQUIT', lastsMs),
  'restart-database': (system, { lastsMs }) => restart(system.database.process, 'SIGINT', lastsMs),
  'kill-broker': (system, { lastsMs }) => restart(brokerOf(system), 'SIGKILL', lastsMs),
  'restart-broker': (system, { lastsMs }) => restart(brokerOf(system), 'SIGTERM', lastsMs),
  'pause-broker': (system, { lastsMs }) => pause(brokerOf(system), lastsMs),
  'fill-database-volume': (system, { lastsMs }) => fill(system.databaseVolume, lastsMs),
  'fill-broker-volume': (system, { lastsMs }) => fill(system.brokerVolume, lastsMs),
};

/** Whether this system can have that fault. A folder without a volume of its own is never filled. */
export function isPossible(kind: FaultKind, { databaseVolume, brokerVolume }: FaultySystem): boolean {
  if (kind === 'fill-database-volume') return databaseVolume.isBounded;
  return kind !== 'fill-broker-volume' || brokerVolume?.isBounded === true;
}

export async function commit(system: FaultySystem, planned: PlannedFault): Promise<void> {
  await faults[planned.kind](system, planned);
}

function restart(kept: KeptProcess, signal: NodeJS.Signals, downMs: number): Promise<void> {
  return kept.alone(async () => {
    await kept.end(signal);
    await sleep(downMs);
    await kept.start();
  });
}

const pause = (kept: KeptProcess, ms: number): Promise<void> => kept.alone(() => kept.pause(ms));

/** Moves a service's offsets back, so that it reads some records again. It must not apply their effects twice. */
function deliverTwice(system: FaultySystem, { service, records, lastsMs }: PlannedFault): Promise<void> {
  const kept = system.service(service);
  return kept.alone(async () => {
    await kept.end('SIGKILL');
    await sleep(lastsMs);
    await moveBack(system.databaseUrl(`lotsen_${service}`), records);
    await kept.start();
  });
}

const mostTries = 100;

async function moveBack(databaseUrl: string, records: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    const client = new pg.Client({ connectionString: databaseUrl, query_timeout: 5000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('UPDATE consumed_offset SET next_offset = greatest(0, next_offset - $1)', [records]);
      return;
    } catch (error) {
      // The database may be down too.
      if (tries === mostTries) throw error;
      await sleep(200);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function fill(volume: Volume | undefined, ms: number): Promise<void> {
  if (!volume) throw new Error('There is no such volume.');
  try {
    await volume.fill();
    await sleep(ms);
  } finally {
    await volume.makeRoom();
  }
}

function brokerOf({ broker }: FaultySystem): KeptProcess {
  if (!broker) throw new Error('There is no broker.');
  return broker.process;
}
