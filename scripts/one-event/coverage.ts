// Preloaded into a system. On request of its parent it sends which functions of the project ran since the last request.
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const session = new Session();
session.connect();
session.post('Profiler.enable');
// Counts calls by function. Each takePreciseCoverage resets the counts.
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

process.on('message', (asked) => {
  if (asked !== 'which functions ran') return;
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    const own = taken.result.filter(({ url }) => url.startsWith(`file://${root}`) && !url.includes('/node_modules/'));
    process.send?.(own.flatMap(({ url, functions }) => functionsOf(fileURLToPath(url).slice(root.length), functions)));
  });
});
// The channel to the parent must not keep the process running.
process.channel?.unref();

/** Leaves out the function at offset 0: it is the module itself, which ran when it was loaded. */
function functionsOf(file: string, functions: readonly Counted[]): { file: string; at: string }[] {
  return functions.flatMap(({ functionName, ranges: [whole] }) =>
    whole && whole.count > 0 && whole.startOffset > 0 ? [{ file, at: `${functionName}@${whole.startOffset}` }] : [],
  );
}

interface Counted {
  readonly functionName: string;
  readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
}
