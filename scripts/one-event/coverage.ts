// Preloaded into a system: asked by its parent, it tells which functions of the project have run since it was asked before.
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const session = new Session();
session.connect();
session.post('Profiler.enable');
// Counted by function, from zero after each question.
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

process.on('message', (asked) => {
  if (asked !== 'which functions ran') return;
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    const own = taken.result.filter(({ url }) => url.startsWith(`file://${root}`) && !url.includes('/node_modules/'));
    process.send?.(own.flatMap(({ url, functions }) => functionsOf(fileURLToPath(url).slice(root.length), functions)));
  });
});
// To be asked is no reason to go on.
process.channel?.unref();

/** What begins where the file begins is the file itself: it ran when it was loaded. */
function functionsOf(file: string, functions: readonly Counted[]): { file: string; at: string }[] {
  return functions.flatMap(({ functionName, ranges: [whole] }) =>
    whole && whole.count > 0 && whole.startOffset > 0 ? [{ file, at: `${functionName}@${whole.startOffset}` }] : [],
  );
}

interface Counted {
  readonly functionName: string;
  readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
}
