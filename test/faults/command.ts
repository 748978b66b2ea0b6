// npm run faults -- [--transport embedded|kafka|both] [--rounds N] [--seed S]: prints one line of JSON for each round,
// and one for each transport. It exits with 1 at the first round that fails; the seed of that round repeats it.
import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import { type TransportKind, transports } from './plan.js';
import { run, Undo } from './run.js';

const { values } = parseArgs({
  options: {
    transport: { type: 'string', default: 'both' },
    rounds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
const wanted = values.transport === 'both' ? transports : transports.filter((one) => one === values.transport);
if (wanted.length === 0 || !Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run faults -- [--transport embedded|kafka|both] [--rounds N] [--seed S]');
  process.exit(2);
}

// The harness's own reader of the log meets the faults too; its log messages would only repeat them.
Logger.overrideLogger(false);

const undo = new Undo();
let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    isInterrupted = true;
    void undo.all().then(() => process.exit(130));
  });
}

async function runOn(transport: TransportKind): Promise<boolean> {
  try {
    const summary = await run({ transport, rounds, seed }, undo);
    if (summary.skipped) console.warn(`SKIPPED: every round on ${transport}: ${summary.skipped}.`);
    for (const [kind, count] of Object.entries(summary.leftOut)) {
      console.warn(`LEFT OUT: ${kind}, ${count} times: no volume of its own can be mounted here.`);
    }
    console.log(JSON.stringify(summary));
    return summary.skipped !== null || summary.passed === rounds;
  } catch (error) {
    if (!isInterrupted) throw error;
    return false;
  } finally {
    await undo.all();
  }
}

let passed = true;
for (const transport of wanted) passed &&= await runOn(transport);
process.exit(isInterrupted ? 130 : passed ? 0 : 1);
