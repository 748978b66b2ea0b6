import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { freePorts } from 'lotsen/ports';
import { root } from './processes.js';
import type { System } from './system.js';

const run = promisify(execFile);
const minute = 60_000;

/** Whether a container engine answers, and has compose. */
export function canRunContainers(): boolean {
  const answers = (...args: string[]) => spawnSync('docker', args, { timeout: 20_000 }).status === 0;
  return answers('info') && answers('compose', 'version');
}

/** The system as `docker compose up` runs it. */
export interface Containers extends System {
  /** The address of its broker for clients outside the containers. */
  readonly broker: string;
  /** Builds the image: minutes the first time, seconds when nothing has changed. */
  build(): Promise<void>;
  /** Ends a container with SIGKILL, as a power cut would, and starts it again. The others keep running. */
  killAndStart(service: string): Promise<void>;
  /** Removes all containers and their data. */
  remove(): Promise<void>;
}

/**
 * Runs the project's compose file under a project name and on ports of its own, so that it disturbs no other
 * containers. The name depends on the checkout: a run first removes what an interrupted run of the same checkout left.
 */
export async function systemInContainers(): Promise<Containers> {
  const port = await freePorts(2);
  const brokerPort = port + 1;
  const project = `lotsen-test-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
  const env = { ...process.env, LOTSEN_PORT: String(port), LOTSEN_TEST_KAFKA_PORT: String(brokerPort) };
  const file = ['-p', project, '-f', 'docker-compose.yml', '-f', 'test/support/containers.yml'];
  const docker = async (timeout: number, ...args: string[]) => {
    const { stdout } = await run('docker', args, { cwd: root, env, timeout, maxBuffer: 2 ** 26 });
    return stdout.trim();
  };
  const compose = (timeout: number, ...args: string[]) => docker(timeout, 'compose', ...file, ...args);
  const printed = () =>
    spawnSync('docker', ['compose', ...file, 'logs', '--no-color'], { cwd: root, env, encoding: 'utf8' }).stdout;
  const remove = async () => {
    await compose(2 * minute, 'down', '--volumes', '--remove-orphans', '--timeout', '5');
  };
  await remove();
  return {
    url: `http://127.0.0.1:${port}`,
    broker: `127.0.0.1:${brokerPort}`,
    database: () => {
      throw new Error('The database in its container is reached by nobody outside.');
    },
    printed,
    build: async () => {
      await compose(15 * minute, 'build');
    },
    start: async () => {
      try {
        await compose(5 * minute, 'up', '-d');
        // The demo-data container starts when every service is healthy. When it exits, all demo data is there.
        const code = await docker(5 * minute, 'wait', await compose(minute, 'ps', '--all', '--quiet', 'demo-data'));
        if (code !== '0') throw new Error(`The demo data ended with ${code}.`);
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${printed().slice(-6000)}`);
      }
    },
    stop: async () => {
      await compose(3 * minute, 'stop');
    },
    killAndStart: async (service) => {
      await compose(minute, 'kill', '-s', 'KILL', service);
      await compose(2 * minute, 'up', '-d', '--no-deps', service);
    },
    remove,
  };
}
