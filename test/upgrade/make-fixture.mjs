// Makes the fixture of a released version: node test/upgrade/make-fixture.mjs CHECKOUT FOLDER
// CHECKOUT is that version, installed and built; FOLDER gets its databases as SQL and its answers. Run it after
// `npm run build`. PG_DUMP names a pg_dump of PostgreSQL 18 where the one on the path is older, such as
// "docker run --rm --network host postgres:18 pg_dump".
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { serviceNames } from '@lotsen/platform/service-names';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../cli/dist/start/embedded-postgres.js';
import { freePorts } from '../../cli/dist/start/ports.js';
import { untilDone } from '../../cli/dist/until-done.js';
import { explanationsOf, listsOf, namesOf } from './answers.mjs';
import { FixtureApi } from './fixture-api.mjs';
import { tell, tellWhileTheLogWaits } from './made-up-history.mjs';

const [checkout, out] = process.argv.slice(2).map((path) => resolve(path));
const port = await freePorts(serviceNames.length);
const url = `http://127.0.0.1:${port}`;
/** Made for the fixture only. It has never protected real data. */
const vaultKey = Buffer.alloc(32, 'a key for the fixture only').toString('base64');

const scratch = mkdtempSync(join(tmpdir(), 'lotsen-fixture-'));
chmodSync(scratch, 0o755);
mkdirSync(out, { recursive: true });
const postgres = await startEmbeddedPostgres(scratch);
const databaseUrl = (name) => Object.assign(new URL(postgres.url), { pathname: `/${name}` }).toString();

async function start() {
  const child = spawn(process.execPath, ['cli/bin/lotsen.js', 'start'], {
    cwd: checkout,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: postgres.url,
      LOTSEN_DATA: join(scratch, 'data'),
      LOTSEN_PORT: String(port),
      LOTSEN_VAULT_KEY: vaultKey,
      LOTSEN_DEMO_DATA: 'false',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += chunk.toString();
    });
  process.once('exit', () => child.kill('SIGKILL'));
  await untilDone(
    async () => {
      if (child.exitCode !== null) throw new Error(`The release did not start:\n${printed}`);
      return printed;
    },
    () => printed.includes('Lotsen is ready'),
  );
  const end = (signal) =>
    new Promise((gone) => {
      child.once('exit', gone);
      child.kill(signal);
    });
  return { api: new FixtureApi(url, checkout), end };
}

async function log({ topic, key, value }) {
  const { EmbeddedLogTransport } = await import(pathToFileURL(join(checkout, 'libs/messaging/dist/index.js')).href);
  const transport = new EmbeddedLogTransport(databaseUrl('lotsen_log'));
  await transport.connect();
  const headers = { ce_specversion: '1.0', ce_type: `${topic}.v1` };
  await transport.publish([{ topic, key, value: Buffer.from(value), headers }]);
  await transport.close();
}

async function settled(api) {
  const services = ['candidates', 'validations', 'vacancies', 'placements', 'matching'];
  await untilDone(
    () => Promise.all(services.map((service) => api.get('administrator', `/v1/operations/${service}/state`))),
    (states) => states.every(({ outbox, lag }) => outbox === 0 && Object.values(lag).every((open) => open === 0)),
  );
}

/** Blocks the log while `work` runs, then kills the release, so that its events still wait in the outbox. */
async function whileTheLogWaits({ api, end }, work) {
  const holder = new pg.Client({ connectionString: databaseUrl('lotsen_log') });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE log_partition IN EXCLUSIVE MODE');
  const told = await work(api);
  await sleep(1000);
  await end('SIGKILL');
  // The connections that wait for the lock must not get it.
  await holder.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()
    AND datname LIKE 'lotsen%'`);
  await holder.query('ROLLBACK');
  await holder.end();
  return told;
}

async function databases() {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE datname LIKE 'lotsen%' ORDER BY 1`);
  await client.end();
  return rows.map(({ datname }) => datname);
}

function dump(name) {
  const [command, ...args] = (process.env.PG_DUMP ?? 'pg_dump').split(' ');
  const options = ['--inserts', '--rows-per-insert=500', '--no-owner', '--no-privileges', databaseUrl(name)];
  const sql = execFileSync(command, [...args, ...options], { maxBuffer: 1e9 }).toString();
  // Removes psql's own commands. The client that restores the fixture does not know them.
  const plain = sql.replace(/^\\.*\n/gmu, '');
  writeFileSync(join(out, `${name}.sql.gz`), gzipSync(plain, { level: 9 }));
  console.log(`${name}: ${plain.length} characters`);
}

try {
  const first = await start();
  const told = await tell(first.api, log);
  await settled(first.api);
  await first.api.job('administrator', '/v1/matching/tick');
  const late = await whileTheLogWaits(first, (api) => tellWhileTheLogWaits(api, told));
  for (const name of await databases()) dump(name);
  // The expected answers are those after the waiting events have been published.
  const second = await start();
  await settled(second.api);
  const ids = { ...told, ...late, erased: [...told.erased, ...late.erased], people: [...told.people, late.late] };
  const { api } = second;
  const { held } = await api.get('administrator', '/v1/matching/projection');
  const { items: deadLetters } = await api.get('administrator', '/v1/operations/matching/dead-letters');
  const projection = await api.job('administrator', '/v1/matching/projection/hash');
  const lists = await listsOf(api, ids);
  const explanations = await explanationsOf(api, ids, lists);
  const answers = { names: await namesOf(api, ids), lists, explanations, held, projection, deadLetters };
  await second.end('SIGINT');
  writeFileSync(join(out, 'answers.json.gz'), gzipSync(JSON.stringify({ vaultKey, ids, ...answers }), { level: 9 }));
} finally {
  await postgres.stop();
  rmSync(scratch, { recursive: true });
}
