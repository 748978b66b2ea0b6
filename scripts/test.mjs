// npm test: build, lint and import rules, types of the tests, then all tests. The last line counts them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const folder = mkdtempSync(join(tmpdir(), 'lotsen-report-'));
const report = join(folder, 'report.json');

function step(what, command, args, env = {}) {
  console.log(`\n${what}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return status === 0;
}

const steps = [
  ['Build', bin('tsc'), ['-b']],
  ['Format, lint, import rules', 'npm', ['run', '--silent', 'lint']],
  ['Types of the tests', bin('tsc'), ['-p', 'tsconfig.spec.json']],
];
for (const [what, command, args] of steps) {
  if (!step(what, command, args)) {
    console.log(`\n${what}: failed\n0 passed, 1 failed, 0 skipped`);
    process.exit(1);
  }
}

// Jest needs the flag for ES modules; a container that is left behind is removed by its own reaper.
const passed = step('Tests', process.execPath, [
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '--json',
  `--outputFile=${report}`,
  ...process.argv.slice(2),
]);
const results = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true });
const onKafka = results.testResults
  .flatMap((file) => file.assertionResults)
  .filter((test) => test.ancestorTitles.some((title) => title.includes('on Kafka')));
const ran = onKafka.filter((test) => test.status === 'passed' || test.status === 'failed').length;
const broken = results.numRuntimeErrorTestSuites;
console.log(
  `\n${ran} of ${onKafka.length} tests on real Kafka ran${ran === 0 ? ': there is neither a container engine, nor Java with Maven' : ''}.`,
);
console.log(
  `${results.numPassedTests} passed, ${results.numFailedTests + broken} failed, ${results.numPendingTests} skipped`,
);
process.exit(passed && broken === 0 ? 0 : 1);
