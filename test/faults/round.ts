import { setTimeout as sleep } from 'node:timers/promises';
import { checks } from './checks/all.js';
import { compactNow } from './compaction.js';
import type { FaultRun } from './fault-run.js';
import { commit, isPossible } from './faults.js';
import type { FaultKind, PlannedFault, RoundPlan } from './plan.js';
import { plant, recordOf } from './planting.js';
import { RetryingClient } from './retrying-client.js';
import { untilQuiet } from './states.js';
import { readTables } from './tables.js';
import { work } from './worker.js';

export interface RoundResult {
  readonly seed: number;
  readonly acknowledged: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly retries: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly leftOut: readonly FaultKind[];
  readonly planted: number;
  readonly seconds: number;
  /** How long each part took, in milliseconds. */
  readonly ms: Readonly<Record<string, number>>;
  /** What the checks found to be wrong. */
  readonly wrong: readonly string[];
}

/** Runs commands and faults at the same time, waits until the system is quiet, and then runs every check. */
export async function playRound(plan: RoundPlan, stage: FaultRun): Promise<RoundResult> {
  const { system, client, ledger, reader } = stage;
  const began = Date.now();
  const before = { acknowledged: ledger.acknowledged.length, retries: client.retries };
  const desk = new RetryingClient(client, ledger, () => stage.nextKey());
  const faults: Partial<Record<FaultKind, number>> = {};
  const leftOut: FaultKind[] = [];
  const ms: Record<string, number> = {};
  const wrong: string[] = [];
  const timed = async <T>(name: string, what: () => Promise<T>): Promise<T> => {
    const from = Date.now();
    try {
      return await what();
    } finally {
      ms[name] = Date.now() - from;
    }
  };

  const oneFault = async (planned: PlannedFault) => {
    await sleep(planned.atMs);
    if (!isPossible(planned.kind, system)) leftOut.push(planned.kind);
    else {
      await commit(system, planned);
      faults[planned.kind] = (faults[planned.kind] ?? 0) + 1;
    }
  };
  const onePlanted = async (planned: RoundPlan['planted'][number]) => {
    const record = recordOf(planned, stage.nextPlanted());
    await sleep(planned.atMs);
    await plant(reader.transport, record);
  };
  try {
    await timed('play', () =>
      allOf([
        ...plan.commands.map((planned) => work(planned, desk, stage.profile)),
        ...plan.faults.map(oneFault),
        ...plan.planted.map(onePlanted),
      ]),
    );
    await timed('heal', () => system.heal());
    const states = await timed('quiet', () => untilQuiet(client, reader));
    const tables = await readTables((name) => system.databaseUrl(name));
    for (const check of checks) {
      const found = await timed(check.name, async () => check({ client, ledger, reader, states, tables }));
      wrong.push(...found);
    }
    await timed('compact', () => compactNow(reader.transport));
  } catch (error) {
    wrong.push((error as Error).stack ?? String(error));
  }
  const died = system.ownEnds().filter(({ wasReady, process }) => wasReady && system.isService(process));
  wrong.push(...died.map(({ process, how }) => `${process} ended by itself: ${how}`));
  wrong.push(...ledger.violations.splice(0), ...client.internalErrors.splice(0));
  return {
    seed: plan.seed,
    acknowledged: ledger.acknowledged.length - before.acknowledged,
    refused: desk.refused,
    retries: client.retries - before.retries,
    faults,
    leftOut,
    planted: plan.planted.length,
    seconds: Math.round((Date.now() - began) / 100) / 10,
    ms,
    wrong,
  };
}

/** Waits until all are over, even if one fails. @throws the first error */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
