import { rmSync } from 'node:fs';
import { running } from './running-servers.js';

export default async function stopServers(): Promise<void> {
  await running.kafka?.stop();
  running.kafka = undefined;
  await running.postgres?.stop();
  running.postgres = undefined;
  if (running.folder) rmSync(running.folder, { recursive: true, force: true });
}
