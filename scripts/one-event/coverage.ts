// Preloaded into a system, and so into each of its threads. On request of its parent it sends which functions of the
// project ran since the last request, in whichever thread.
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';

interface Ran {
  readonly file: string;
  readonly at: string;
}

type BetweenThreads =
  | { readonly says: 'a thread is here'; readonly thread: number }
  | { readonly says: 'which functions ran' }
  | { readonly says: 'these ran'; readonly thread: number; readonly ran: readonly Ran[] };

// What runs each half minute is to run while the system is idle, and soon.
const longestIntervalMs = 1_000;
const everyMs = globalThis.setInterval;
globalThis.setInterval = ((work: () => void, ms?: number, ...given: []) =>
  everyMs(work, Math.min(ms ?? 0, longestIntervalMs), ...given)) as typeof setInterval;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const session = new Session();
session.connect();
session.post('Profiler.enable');
// Counts calls by function. Each takePreciseCoverage resets the counts.
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

const channel = new BroadcastChannel('lotsen-coverage');
const say = (message: BetweenThreads) => channel.postMessage(message);
const otherThreads = new Set<number>();
const waitedFor = new Map<number, (ran: readonly Ran[]) => void>();

channel.onmessage = (event: unknown) => {
  const message = (event as { readonly data: BetweenThreads }).data;
  if (message.says === 'a thread is here') otherThreads.add(message.thread);
  else if (message.says === 'these ran') waitedFor.get(message.thread)?.(message.ran);
  else if (!isMainThread) take().then((ran) => say({ says: 'these ran', thread: threadId, ran }), fail);
};
// Neither the channel nor the connection to the parent must keep the process running.
channel.unref();
process.channel?.unref();
if (!isMainThread) say({ says: 'a thread is here', thread: threadId });

process.on('message', (asked) => {
  if (asked !== 'which functions ran') return;
  const others = [...otherThreads].map(
    (thread) => new Promise<readonly Ran[]>((answered) => waitedFor.set(thread, answered)),
  );
  say({ says: 'which functions ran' });
  Promise.all([take(), ...others]).then((ran) => process.send?.(ran.flat()), fail);
});

function fail(error: Error): never {
  throw error;
}

function take(): Promise<readonly Ran[]> {
  return new Promise((taken, failed) => {
    session.post('Profiler.takePreciseCoverage', (error, coverage) => {
      if (error) return failed(error);
      const own = coverage.result.filter(
        ({ url }) => url.startsWith(`file://${root}`) && !url.includes('/node_modules/'),
      );
      taken(own.flatMap(({ url, functions }) => functionsOf(fileURLToPath(url).slice(root.length), functions)));
    });
  });
}

/** Leaves out the function at offset 0: it is the module itself, which ran when it was loaded. */
function functionsOf(file: string, functions: readonly Counted[]): Ran[] {
  return functions.flatMap(({ functionName, ranges: [whole] }) =>
    whole && whole.count > 0 && whole.startOffset > 0 ? [{ file, at: `${functionName}@${whole.startOffset}` }] : [],
  );
}

interface Counted {
  readonly functionName: string;
  readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
}
