import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { testKafka } from '../support/databases.js';
import { type TransportKind, transports } from './plan.js';
import { root } from './root.js';

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
  const args = ['test/faults/dist/faults/command.js', '--transport', transport];
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

describe.each(transports)('faults on the %s log', (transport) => {
  // Its own broker comes from jars: where the tests' broker could not be started there is no Java either.
  const canRun = transport === 'embedded' || testKafka() !== undefined;
  (canRun ? it : it.skip)(
    `lose and double nothing in ${rounds} rounds${transport === 'kafka' ? ', on Kafka' : ''}`,
    async () => {
      const { code, lines, said } = await runFaults(transport);
      expect(said).not.toContain('failed');
      expect(code).toBe(0);
      const summary = JSON.parse(lines.at(-1) ?? '{}') as { passed: number; skipped: string | null };
      if (summary.skipped) console.warn(`SKIPPED: faults on ${transport}: ${summary.skipped}.`);
      else expect(summary.passed).toBe(rounds);
    },
    1_800_000,
  );
});
