import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** First and last. */
export type PortRange = readonly [number, number];

/** Nothing below is looked at: there the known services have theirs. */
const lowest = 10_000;
const highest = 65_535;
const mostDraws = 1_000;
const mostStarts = 5;

/** The ports that the system gives to outgoing connections; where it does not say, all that any system gives. */
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

/** Where so many ports in a row lie outside that range, from the first to the last that may begin a row. */
export function rowsOutside(count: number, [first, last]: PortRange): PortRange[] {
  const outside: PortRange[] = [
    [lowest, Math.min(first - 1, highest) - count + 1],
    [Math.max(last + 1, lowest), highest - count + 1],
  ];
  const roomy = outside.filter(([from, to]) => from <= to);
  // A system that gives all of them to connections leaves nothing else.
  return roomy.length > 0 ? roomy : [[lowest, highest - count + 1]];
}

/**
 * The first of so many free ports in a row on the loopback address. They lie outside the range of outgoing connections: one of
 * those may take a port that was free just now.
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

/** Whether a start failed because another has its port: Node, Java and PostgreSQL say so in the same words. */
export const isPortTaken = (error: unknown): boolean =>
  /EADDRINUSE|address already in use/iu.test(String((error as Error | undefined)?.message));

/** Starts something at a free port; where another was faster, at the next. */
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
