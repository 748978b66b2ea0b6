/**
 * Prints the files that one vacancy meets from its POST to the changed list, and one outcome to its line in an explanation
 * (`npm run path`), as they were met by a running system.
 */
import { type MetFiles, metFiles } from './met-files.js';

for (const { walk, files } of (await metFiles()) satisfies MetFiles[]) {
  console.log(`${walk}: ${files.length} files`);
  for (const file of files) console.log(`  ${file}`);
}
