// A Kafka broker (KRaft, one node) from its Maven jars, for machines that have Java and Maven but no container engine.
// As a command: node deploy/kafka/start.mjs [FOLDER] [PORT]; it prints the address and runs until it is stopped.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** Whether this machine can run a broker from jars. */
export async function canRunFromJars() {
  try {
    await run('java', ['-version']);
    await run('mvn', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/**
 * A cluster id in Kafka's format. The format command would read one that begins with "-" as an option, so this draws
 * again, as Kafka does.
 */
export function clusterId(draw = () => randomBytes(16)) {
  for (;;) {
    const id = draw().toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/** The jars of pom.xml. Maven fetches what they depend on with them. */
const needed = ['kafka_2.13-4.1.1.jar', 'slf4j-simple-1.7.36.jar'];

/** How long each step may take, in milliseconds, and how many characters of the output an error quotes. */
const mostStartingMs = 60_000;
const mostStoppingMs = 60_000;
const mostFetchingMs = 600_000;
const mostTold = 8_000;

/**
 * Starts a broker with its jars and data in `folder`, unless `options` names other folders.
 * @param {{ jars?: string, data?: string, settings?: string[], java?: string[] }} options `settings` are further lines
 *   of server.properties, `java` further options of the virtual machine
 * @returns {Promise<{ broker: string, pid: number, gone: Promise<void>, stop: () => Promise<void> }>} `gone` resolves
 *   when the broker has ended, for whatever reason
 * @throws with the last output of the broker where it does not listen within a minute
 */
export async function startKafkaFromJars(folder, port = 9092, options = {}) {
  const jars = resolve(options.jars ?? join(folder, 'jars'));
  const data = resolve(options.data ?? join(folder, 'data'));
  const config = resolve(folder, 'server.properties');
  mkdirSync(folder, { recursive: true });
  if (!needed.every((jar) => existsSync(join(jars, jar)))) {
    const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
    await run('mvn', ['-q', '-B', '-f', join(here, 'pom.xml'), ...copy], { timeout: mostFetchingMs });
  }
  const controller = port + 1;
  writeFileSync(
    config,
    [
      'process.roles=broker,controller',
      'node.id=1',
      `controller.quorum.voters=1@127.0.0.1:${controller}`,
      `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
      `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
      'controller.listener.names=CONTROLLER',
      'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      `log.dirs=${data}`,
      'auto.create.topics.enable=false',
      'offsets.topic.replication.factor=1',
      'transaction.state.log.replication.factor=1',
      'transaction.state.log.min.isr=1',
      'group.initial.rebalance.delay.ms=0',
      ...(options.settings ?? []),
      '',
    ].join('\n'),
  );
  const java = [
    '-Xmx512m',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    ...(options.java ?? []),
    '-cp',
    `${jars}/*`,
  ];
  if (!existsSync(join(data, 'meta.properties'))) {
    rmSync(data, { recursive: true, force: true });
    const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', config];
    await run('java', [...java, ...format], { timeout: mostStartingMs });
  }
  // Another process that listens there would be mistaken for the broker.
  if (await listens(port)) {
    const what = 'End what listens there, or name another port.';
    throw new Error(`The Kafka broker was not started: address already in use, 127.0.0.1:${port}. ${what}`);
  }
  const child = spawn('java', [...java, 'kafka.Kafka', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed = (printed + text).slice(-mostTold);
    });
  }
  const gone = new Promise((exited) => child.once('exit', () => exited()));
  const silent = new Promise((closed) => child.once('close', () => closed()));
  const deadline = Date.now() + mostStartingMs;
  for (let isUp = false; !isUp; ) {
    await sleep(200);
    isUp = await listens(port);
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (!ended && (isUp || Date.now() < deadline)) continue;
    child.kill('SIGKILL');
    await silent;
    const how = ended ? 'ended by itself' : `did not listen within ${mostStartingMs / 1000} s`;
    throw new Error(`The Kafka broker on port ${port} ${how}. The last that it printed:\n${printed}`);
  }
  return {
    broker: `127.0.0.1:${port}`,
    pid: child.pid,
    gone,
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), mostStoppingMs);
      await gone;
      clearTimeout(late);
    },
  };
}

function listens(port) {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => answer(false));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '.lotsen/kafka', port = '9092'] = process.argv.slice(2);
  const { broker, stop } = await startKafkaFromJars(folder, Number(port));
  console.log(`Kafka listens at ${broker}: KAFKA_BROKERS=${broker} npm start`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop().then(() => process.exit(0)));
}
