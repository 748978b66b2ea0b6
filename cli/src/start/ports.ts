import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** The first and the last port. */
export type PortRange = readonly [number, number];

/** Lower ports are never picked: well-known services have theirs there. */
const lowest = 10_000;
const highest = 65_535;
const mostDraws = 1_000;
const mostStarts = 5;

/** The ports that the system gives to outgoing connections; where it cannot be read, the widest usual range. */
function outgoingPorts(): PortRange {
  try {
    const [first, last] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')
      .trim()
      .split(/\s+/u)
      .map(Number);
    if (first && last) return [first, last];
  } catch {
    // Not on Linux.
  }
  return [32_768, highest];
}

/** The ranges of first ports from which `count` ports in a row lie outside the range of outgoing connections. */
export function rowsOutside(count: number, [first, last]: PortRange): PortRange[] {
  const outside: PortRange[] = [
    [lowest, Math.min(first - 1, highest) - count + 1],
    [Math.max(last + 1, lowest), highest - count + 1],
  ];
  const roomy = outside.filter(([from, to]) => from <= to);
  // If outgoing connections may use every port, pick any.
  return roomy.length > 0 ? roomy : [[lowest, highest - count + 1]];
}

/**
 * Finds `count` free ports in a row on the loopback address and returns the first. They lie outside the range of
 * outgoing connections, which could take a port between the check and its use.
 */
export async function freePorts(count: number, outgoing: PortRange = outgoingPorts()): Promise<number> {
  const rows = rowsOutside(count, outgoing);
  for (let draws = 0; draws < mostDraws; draws++) {
    const [from, to] = rows[draws % rows.length] as PortRange;
    const first = from + Math.floor(Math.random() * (to - from + 1));
    const free = await Promise.all(Array.from({ length: count }, (_, at) => isFree(first + at)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`No ${count} free ports in a row were found outside ${outgoing.join('–')}: end what listens there.`);
}

/** Whether a start failed because another process has the port. Node, Java and PostgreSQL use the same words. */
export const isPortTaken = (error: unknown): boolean =>
  /EADDRINUSE|address already in use/iu.test(String((error as Error | undefined)?.message));

/** Starts something on a free port. If another process takes that port first, it tries another. */
export async function startOnFreePort<T>(
  start: (port: number) => Promise<T>,
  pick: () => Promise<number> = () => freePorts(1),
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await start(await pick());
    } catch (error) {
      if (tries === mostStarts || !isPortTaken(error)) throw error;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
