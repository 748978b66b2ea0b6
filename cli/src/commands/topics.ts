import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyTopics, checkTopics, type TopicDifference, type WantedTopic } from '@lotsen/messaging/kafka';
import type { Settings } from '@lotsen/platform';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { print, table } from '../output.js';

/** The topics file that Lotsen ships. An installation may name a file of its own. */
const shipped = join(import.meta.dirname, '..', '..', '..', 'deploy', 'kafka', 'topics.json');

export interface TopicsOptions {
  readonly file?: string;
  readonly json: boolean;
}

export async function topicsApply({ brokers }: Settings, { file = shipped, json }: TopicsOptions): Promise<void> {
  const done = await asked(brokers, () => applyTopics(brokers, wantedIn(file)));
  print(json, done, ({ created, changed, left }: typeof done) =>
    [
      `created ${created.length}, changed ${changed.length}`,
      ...(left.length > 0 ? ['Left as it is, for the broker’s own tools:', tableOf(left)] : []),
    ].join('\n'),
  );
  if (done.left.length > 0) process.exitCode = exitCodes.differs;
}

export async function topicsCheck({ brokers }: Settings, { file = shipped, json }: TopicsOptions): Promise<void> {
  const differences = await asked(brokers, () => checkTopics(brokers, wantedIn(file)));
  print(json, { differences }, () =>
    differences.length === 0 ? 'The broker has every topic as the file says.' : tableOf(differences),
  );
  if (differences.length > 0) process.exitCode = exitCodes.differs;
}

const tableOf = (differences: readonly TopicDifference[]) =>
  table(
    differences.map(({ topic, what, setting, wanted, found }) => [
      topic,
      setting ?? what,
      `wanted ${wanted}`,
      `found ${found}`,
    ]),
  );

async function asked<T>(brokers: readonly string[], work: () => Promise<T>): Promise<T> {
  if (brokers.length === 0) {
    throw new CommandFailed(
      'No broker is named: set KAFKA_BROKERS, for example KAFKA_BROKERS=kafka1:9092.',
      exitCodes.refused,
    );
  }
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(`The broker at ${brokers.join(', ')} refused: ${(error as Error).message}`);
  }
}

function wantedIn(file: string): WantedTopic[] {
  const wrong = (why: string) => new CommandFailed(`${file} is no list of topics: ${why}.`, exitCodes.refused);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong((error as Error).message);
  }
  const { topics } = content as { topics?: unknown };
  if (!Array.isArray(topics)) throw wrong('it has no "topics"');
  for (const topic of topics as Partial<WantedTopic>[]) {
    const { name, partitions, replicationFactor, settings } = topic ?? {};
    const isWhole = Number.isInteger(partitions) && Number.isInteger(replicationFactor);
    if (typeof name !== 'string' || !isWhole || typeof settings !== 'object') {
      throw wrong(`a topic has name, partitions, replicationFactor and settings, but ${JSON.stringify(topic)}`);
    }
  }
  return topics as WantedTopic[];
}
