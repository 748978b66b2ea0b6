import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as fromJars from '../../deploy/kafka/start.mjs';
import { root } from './root.js';

export const kafkaFromJars = async () =>
  (await import(pathToFileURL(join(root, 'deploy', 'kafka', 'start.mjs')).href)) as typeof fromJars;

export const canRunKafka = async (): Promise<boolean> => (await kafkaFromJars()).canRunFromJars();
