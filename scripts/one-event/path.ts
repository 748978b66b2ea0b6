/**
 * Prints the files that run for one vacancy, from its POST to the changed list, and for one outcome, to its line in an
 * explanation (`npm run path`), as measured in a running system. `docs/one-event.md` leads through them.
 */
import { metFiles } from './met-files.js';

for (const { walk, onTheWay, beside } of await metFiles()) {
  console.log(`${walk}: ${onTheWay.length} files on the way, ${beside.length} beside it`);
  for (const file of onTheWay) console.log(`  ${file}`);
  for (const file of beside) console.log(`  (${file})`);
}
