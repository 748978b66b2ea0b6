/** Writes the documents that are generated from the code (`npm run docs`). A test compares them with the code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDocuments } from './documents.js';
import { root } from './workspace.js';

for (const [file, text] of await generateDocuments()) {
  writeFileSync(join(root, file), text);
  console.log(file);
}
