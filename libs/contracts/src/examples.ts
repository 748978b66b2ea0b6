import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allTopics, type Topic } from './topics.js';

/** A stored example of one released version of an event. */
export interface Example {
  readonly topic: Topic;
  readonly version: number;
  readonly name: string;
  readonly state: { readonly id: string; readonly version: number; readonly status: string };
}

const folder = (path: string) => fileURLToPath(new URL(`../examples/${path}`, import.meta.url));

/** Every stored example of every released version: consumers' tests feed them to their real handlers. */
export function storedExamples(): Example[] {
  return allTopics.flatMap((topic) =>
    Object.keys(topic.versions).flatMap((version) =>
      readdirSync(folder(`${topic.event}/v${version}`)).map((file) => ({
        topic,
        version: Number(version),
        name: file.replace(/\.json$/u, ''),
        state: JSON.parse(readFileSync(folder(`${topic.event}/v${version}/${file}`), 'utf8')) as Example['state'],
      })),
    ),
  );
}
