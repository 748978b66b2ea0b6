import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freePorts, startOnFreePort } from 'lotsen/ports';
import { canRunFromJars, startKafkaFromJars } from '../deploy/kafka/start.mjs';

const canRun = await canRunFromJars();
if (!canRun) console.warn('SKIPPED: starts of a broker from its jars. There is no Java with Maven.');
const fromJars = canRun ? it : it.skip;
/** The folder that every harness uses which starts brokers from jars, so that the jars are fetched only once. */
const jars = join(tmpdir(), 'lotsen-faults-kafka', 'jars');

describe('a broker from its jars', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-jars-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  fromJars(
    'comes up at another port where its own, or its controller’s, is taken, and says why it did not come up there',
    async () => {
      const others = [createServer(), createServer()];
      const taken: number[] = [];
      for (const [at, other] of others.entries()) {
        const first = await freePorts(2);
        other.listen(first + at, '127.0.0.1');
        await once(other, 'listening');
        taken.push(first);
      }
      const said: string[] = [];
      const looks = [...taken];
      const kafka = await startOnFreePort(
        (port) =>
          startKafkaFromJars(folder, port, { jars }).catch((error: Error) => {
            said.push(error.message);
            throw error;
          }),
        async () => looks.shift() ?? freePorts(2),
      );
      expect(said).toEqual([
        expect.stringMatching(/already in use/u),
        expect.stringMatching(/ended by itself[\s\S]*Address already in use/u),
      ]);
      expect(taken).not.toContain(Number(kafka.broker.split(':')[1]));
      await kafka.stop();
      for (const other of others) other.close();
    },
    300_000,
  );
});
