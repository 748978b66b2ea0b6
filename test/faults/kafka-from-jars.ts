import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.js';

/** What deploy/kafka/start.mjs offers. */
interface FromJars {
  canRunFromJars(): Promise<boolean>;
  startKafkaFromJars(
    folder: string,
    port: number,
    options: { jars?: string; data?: string; settings?: string[]; java?: string[] },
  ): Promise<{ broker: string; pid: number; gone: Promise<void> }>;
}

export const kafkaFromJars = async () =>
  (await import(pathToFileURL(join(root, 'deploy', 'kafka', 'start.mjs')).href)) as FromJars;

export const canRunKafka = async (): Promise<boolean> => (await kafkaFromJars()).canRunFromJars();
