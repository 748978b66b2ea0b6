/**
 * Prints the files that one vacancy meets from its POST to the changed list, and one outcome to its line in an explanation
 * (`npm run path`), as they were met by a running system. `docs/one-event.md` leads through them.
 */
import { metFiles } from './met-files.js';

for (const { walk, onTheWay, beside } of await metFiles()) {
  console.log(`${walk}: ${onTheWay.length} files on the way, ${beside.length} beside it`);
  for (const file of onTheWay) console.log(`  ${file}`);
  for (const file of beside) console.log(`  (${file})`);
}
