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
 * Starts a broker with its jars and data in `folder`, unless they are said to lie elsewhere.
 * @param {{ jars?: string, data?: string, settings?: string[], java?: string[] }} options `settings` are more lines of
 *   server.properties, `java` more options of the virtual machine
 * @returns {Promise<{ broker: string, pid: number, gone: Promise<void>, stop: () => Promise<void> }>} `gone` resolves when
 *   the broker has ended, however that came
 */
export async function startKafkaFromJars(folder, port = 9092, options = {}) {
  const jars = resolve(options.jars ?? join(folder, 'jars'));
  const data = resolve(options.data ?? join(folder, 'data'));
  const config = resolve(folder, 'server.properties');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(jars, 'kafka_2.13-4.1.1.jar'))) {
    await run('mvn', [
      '-q',
      '-f',
      join(here, 'pom.xml'),
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${jars}`,
    ]);
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
  const java = ['-Xmx512m', ...(options.java ?? []), '-cp', `${jars}/*`];
  if (!existsSync(join(data, 'meta.properties'))) {
    rmSync(data, { recursive: true, force: true });
    await run('java', [
      ...java,
      'kafka.tools.StorageTool',
      'format',
      '-t',
      randomBytes(16).toString('base64url'),
      '-c',
      config,
    ]);
  }
  const child = spawn('java', [...java, 'kafka.Kafka', config], { stdio: 'ignore' });
  const gone = new Promise((exited) => child.once('exit', () => exited()));
  for (let waited = 0; !(await listens(port)); waited += 200) {
    if (child.exitCode !== null || child.signalCode !== null || waited > 60_000)
      throw new Error(`The Kafka broker did not start on port ${port}.`);
    await sleep(200);
  }
  return {
    broker: `127.0.0.1:${port}`,
    pid: child.pid,
    gone,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
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
