/** Writes the documents that come from the code (`npm run docs`); a test holds them against it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDocuments } from './documents.js';
import { root } from './workspace.js';

for (const [file, text] of await generateDocuments()) {
  writeFileSync(join(root, file), text);
  console.log(file);
}
