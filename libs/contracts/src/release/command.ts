/**
 * Writes the JSON Schema of each event version that has not been released yet into schemas/ (`npm run
 * contracts:release`). It never writes a released file again; a test compares the code with the released files.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allTopics } from '../topics.js';

for (const topic of allTopics) {
  for (const [version, schema] of Object.entries(topic.versions)) {
    const file = fileURLToPath(new URL(`../../schemas/${topic.event}/v${version}.json`, import.meta.url));
    if (existsSync(file)) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }, null, 2)}\n`,
    );
    console.log(`released ${topic.event} v${version}`);
  }
}
