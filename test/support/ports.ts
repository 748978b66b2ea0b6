import { createServer } from 'node:net';
import { serviceNames } from '@lotsen/platform';

/** Six free ports in a row, for the portal and the five services. */
export async function freePorts(): Promise<number> {
  for (;;) {
    // Below the ports that the system gives to outgoing connections: one of those may take a port that was free just now.
    const base = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await Promise.all(serviceNames.map((_, at) => isFree(base + at)));
    if (free.every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
