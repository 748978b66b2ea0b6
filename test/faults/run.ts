import { FaultRun } from './fault-run.js';
import { canRunKafka } from './kafka-from-jars.js';
import type { FaultKind, TransportKind } from './plan.js';
import { faultKinds, planOf } from './plan.js';
import { playRound, type RoundResult } from './round.js';

export interface RunOptions {
  readonly transport: TransportKind;
  readonly rounds: number;
  readonly seed: number;
}

export interface RunSummary {
  readonly transport: TransportKind;
  readonly rounds: number;
  readonly passed: number;
  readonly acknowledged: number;
  readonly retries: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** Faults that this machine does not allow. */
  readonly leftOut: Readonly<Partial<Record<FaultKind, number>>>;
  readonly skipped: string | null;
  readonly seconds: number;
}

/** Undoes what the harness has set up, the last step first, and each step once. */
export class Undo {
  private readonly steps: (() => Promise<void>)[] = [];

  readonly add = (step: () => Promise<void>): void => {
    this.steps.push(step);
  };

  /** True after a request to stop: failures from then on are caused by the stop. */
  isBegun = false;
  private running: Promise<void> | undefined;

  /** Resolves when everything is undone, also for a second caller meanwhile. */
  all(): Promise<void> {
    this.isBegun = true;
    this.running ??= this.takeBack().finally(() => {
      this.running = undefined;
      this.isBegun = false;
    });
    return this.running;
  }

  private async takeBack(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await step().catch((error: Error) => console.error(`Taking back failed: ${error.message}`));
    }
  }
}

/** Runs the rounds one after another on one system, until one fails. */
export async function run({ transport, rounds, seed }: RunOptions, undo: Undo): Promise<RunSummary> {
  const began = Date.now();
  const results: RoundResult[] = [];
  const summary = (skipped: string | null): RunSummary => ({
    transport,
    rounds,
    passed: results.filter(({ wrong }) => wrong.length === 0).length,
    acknowledged: results.reduce((sum, one) => sum + one.acknowledged, 0),
    retries: results.reduce((sum, one) => sum + one.retries, 0),
    faults: sumOf(results.map(({ faults }) => faults)),
    leftOut: sumOf(results.map(({ leftOut }) => countOf(leftOut))),
    skipped,
    seconds: Math.round((Date.now() - began) / 100) / 10,
  });
  if (transport === 'kafka' && !(await canRunKafka())) return summary('there is no Java with Maven');
  const stage = await FaultRun.set(transport, undo.add);
  for (let round = 0; round < rounds; round++) {
    const result = await playRound(planOf(seed + round, transport), stage);
    if (undo.isBegun) break;
    results.push(result);
    const { wrong, ...told } = result;
    console.log(JSON.stringify({ transport, round: round + 1, ...told, wrong: wrong.length }));
    if (wrong.length > 0) {
      reportFailure(transport, result, stage);
      break;
    }
  }
  return summary(null);
}

/** Prints what is needed to understand a failure and to repeat it. */
function reportFailure(transport: TransportKind, { seed, wrong }: RoundResult, { system }: FaultRun): void {
  const { faults, planted } = planOf(seed, transport);
  console.error(`\nThe round of seed ${seed} on the ${transport} log failed.\n\nFaults:`);
  for (const fault of faults) console.error(`  ${JSON.stringify(fault)}`);
  for (const one of planted) console.error(`  planted ${JSON.stringify(one)}`);
  for (const service of system.services.values()) {
    console.error(`\nThe last of ${service.name}:`);
    for (const line of service.tail()) console.error(`  ${line}`);
  }
  console.error('\nWhat differs:');
  for (const one of wrong) console.error(`  ${one}`);
  console.error(`\nAgain: npm run faults -- --transport ${transport} --rounds 1 --seed ${seed}\n`);
}

type Counts = Partial<Record<FaultKind, number>>;

function sumOf(all: readonly Readonly<Counts>[]): Counts {
  const sum: Counts = {};
  for (const kind of faultKinds) {
    const count = all.reduce((so, one) => so + (one[kind] ?? 0), 0);
    if (count > 0) sum[kind] = count;
  }
  return sum;
}

function countOf(kinds: readonly FaultKind[]): Counts {
  return sumOf(kinds.map((kind) => ({ [kind]: 1 })));
}
