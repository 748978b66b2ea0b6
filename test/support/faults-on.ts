import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import type { TransportKind } from '../faults/plan.js';
import { root } from '../faults/root.js';

const rounds = 10;
/** Another one finds other things: LOTSEN_FAULTS_SEED=7 npm test -- test/faults */
const seed = Number(process.env.LOTSEN_FAULTS_SEED ?? 1);

interface Ran {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly said: string;
}

/** As a process of its own, so that it takes back all that it made even when this one is ended. */
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

/** Ten rounds on that transport; skipped where this machine cannot run it. */
export function faultsOn(transport: TransportKind, canRun: boolean): void {
  describe(`faults ${titles[transport]}`, () => {
    (canRun ? it : it.skip)(
      `lose nothing and double nothing, in ${rounds} rounds`,
      async () => {
        const { code, lines, said } = await runFaults(transport);
        // What differs, and the command that shows it again.
        if (code !== 0) throw new Error(said);
        const summary = JSON.parse(lines.at(-1) ?? '{}') as { passed: number; leftOut: object };
        expect(summary.passed).toBe(rounds);
        if (Object.keys(summary.leftOut).length > 0) console.warn(`LEFT OUT: ${JSON.stringify(summary.leftOut)}`);
      },
      1_800_000,
    );
  });
}
