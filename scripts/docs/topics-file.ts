import { allTopics, topicSettings } from '@lotsen/contracts';

/** The list of topics that an operator applies and checks with `lotsen topics`. */
export function topicsFile(): string {
  const topics = allTopics.map(({ name, partitions }) => ({
    name,
    partitions,
    replicationFactor: -1,
    settings: topicSettings,
  }));
  return `${JSON.stringify({ topics }, null, 2)}\n`;
}
