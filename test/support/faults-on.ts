import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import type { TransportKind } from '../faults/plan.js';
import { root } from '../faults/root.js';

const rounds = 10;
/** Another seed finds other errors: LOTSEN_FAULTS_SEED=7 npm test -- test/faults */
const seed = Number(process.env.LOTSEN_FAULTS_SEED ?? 1);

interface Ran {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly said: string;
}

/** Runs them in a process of their own, which undoes all that it set up even when the test process is ended. */
function runFaults(transport: TransportKind): Promise<Ran> {
  const args = ['test/faults/dist/command.js', '--transport', transport];
  const child = spawn(process.execPath, [...args, '--rounds', String(rounds), '--seed', String(seed)], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let said = '';
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-20_000);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, lines, said })));
}

const titles: Readonly<Record<TransportKind, string>> = { embedded: 'on the embedded log', kafka: 'on Kafka' };

/** Tests ten rounds on that transport. Skipped where this machine cannot run them. */
export function faultsOn(transport: TransportKind, canRun: boolean): void {
  describe(`faults ${titles[transport]}`, () => {
    (canRun ? it : it.skip)(
      `lose nothing and double nothing, in ${rounds} rounds`,
      async () => {
        const { code, lines, said } = await runFaults(transport);
        // The output has the differences, and the command that repeats the round.
        if (code !== 0) throw new Error(said);
        const summary = JSON.parse(lines.at(-1) ?? '{}') as { passed: number; leftOut: object };
        expect(summary.passed).toBe(rounds);
        if (Object.keys(summary.leftOut).length > 0) console.warn(`LEFT OUT: ${JSON.stringify(summary.leftOut)}`);
      },
      1_800_000,
    );
  });
}
