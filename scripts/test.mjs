// npm test: build, lint and import rules, types of the tests, then all tests. The last line counts them.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a command, and resolves with whether it succeeded. Its output is shown unless `stdio` is 'ignore'. */
function run(command, args, stdio = 'inherit') {
  const child = spawn(command, args, { stdio });
  process.once('exit', () => child.kill());
  return new Promise((ended) => child.once('error', () => ended(false)).once('close', (code) => ended(code === 0)));
}

// The compiler leaves a processor free, so the image is built meanwhile. The test in containers builds it again from
// these layers, and reports what is wrong.
if (process.argv.length === 2) run('docker', ['build', '--quiet', '.'], 'ignore');
const tsc = join('node_modules', 'typescript-7', 'bin', 'tsc');
const checks = [
  ['Build', tsc, ['-b']],
  // After the build: the import rules follow imports into the built files.
  ['Format, lint, import rules', 'npm', ['run', '--silent', 'lint']],
  ['Types of the tests', tsc, ['-p', 'tsconfig.spec.json']],
];
for (const [what, command, args] of checks) {
  console.log(`\n${what}`);
  if (await run(command, args)) continue;
  console.log(`\n${what}: failed\n0 passed, 1 failed, 0 skipped`);
  process.exit(1);
}
console.log('\nTests');
// Jest needs the flag for ES modules. Testcontainers removes a container that a test leaves behind.
const folder = mkdtempSync(join(tmpdir(), 'lotsen-report-'));
const report = join(folder, 'report.json');
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const args = [...jest, '--json', `--outputFile=${report}`, ...process.argv.slice(2)];
const passed = await run(process.execPath, args);
const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
rmSync(folder, { recursive: true });
if (!results) {
  console.log('\nJest wrote no report.\n0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const onKafka = results.testResults
  .flatMap((file) => file.assertionResults)
  .filter((test) => test.ancestorTitles.some((title) => title.includes('on Kafka')));
const ran = onKafka.filter((test) => test.status === 'passed' || test.status === 'failed').length;
const none = onKafka.length > 0 && ran === 0 ? ': there is neither a container engine, nor Java with Maven' : '';
const broken = results.numRuntimeErrorTestSuites;
console.log(`\n${ran} of ${onKafka.length} tests on real Kafka ran${none}.`);
console.log(
  `${results.numPassedTests} passed, ${results.numFailedTests + broken} failed, ${results.numPendingTests} skipped`,
);
process.exit(passed && broken === 0 ? 0 : 1);
