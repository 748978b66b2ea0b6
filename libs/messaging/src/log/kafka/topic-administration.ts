import kafkajs, { type Admin, Kafka, logLevel } from 'kafkajs';

const { ConfigResourceTypes } = kafkajs;

/** A topic as a broker should have it. */
export interface WantedTopic {
  readonly name: string;
  readonly partitions: number;
  /** -1 stands for the broker's default. */
  readonly replicationFactor: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** One difference between a topic on the broker and the wanted topic. */
export interface TopicDifference {
  readonly topic: string;
  readonly what: 'missing' | 'partitions' | 'replicas' | 'setting';
  readonly setting?: string;
  readonly wanted: string;
  readonly found: string;
}

export interface AppliedTopics {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  /** Not fixed here: partitions, because keys would change theirs, and replicas, which the broker's own tools move. */
  readonly left: readonly TopicDifference[];
}

/** Creates missing topics, and replaces an existing topic's settings by the wanted ones if one of these differs. */
export async function applyTopics(brokers: readonly string[], topics: readonly WantedTopic[]): Promise<AppliedTopics> {
  return administering(brokers, async (admin) => {
    const found = await differencesOf(admin, topics);
    const created = topics.filter(({ name }) => found.some(({ topic, what }) => topic === name && what === 'missing'));
    if (created.length > 0) await createTopics(admin, created);
    const changed = topics.filter(({ name }) => found.some(({ topic, what }) => topic === name && what === 'setting'));
    if (changed.length > 0) {
      const resources = changed.map(({ name, settings }) => ({
        type: ConfigResourceTypes.TOPIC,
        name,
        configEntries: entriesOf(settings),
      }));
      await admin.alterConfigs({ validateOnly: false, resources });
    }
    const left = found.filter(({ what }) => what === 'partitions' || what === 'replicas');
    return { created: created.map(({ name }) => name), changed: changed.map(({ name }) => name), left };
  });
}

/** Compares the topics on a broker with the wanted ones. It changes nothing. */
export async function checkTopics(
  brokers: readonly string[],
  topics: readonly WantedTopic[],
): Promise<readonly TopicDifference[]> {
  return administering(brokers, (admin) => differencesOf(admin, topics));
}

/** Resolves when the broker has accepted them; shortly after that they have leaders. */
export async function createTopics(admin: Admin, topics: readonly WantedTopic[]): Promise<void> {
  await admin.createTopics({
    // To wait here would fail where the broker that is asked has not yet heard of a topic.
    waitForLeaders: false,
    topics: topics.map(({ name, partitions, replicationFactor, settings }) => ({
      topic: name,
      numPartitions: partitions,
      replicationFactor,
      configEntries: entriesOf(settings),
    })),
  });
}

const entriesOf = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).map(([name, value]) => ({ name, value }));

async function differencesOf(admin: Admin, topics: readonly WantedTopic[]): Promise<TopicDifference[]> {
  const existing = new Set(await admin.listTopics());
  const there = topics.filter(({ name }) => existing.has(name));
  const missing = topics
    .filter(({ name }) => !existing.has(name))
    .map(({ name }) => ({ topic: name, what: 'missing' as const, wanted: 'there', found: 'missing' }));
  if (there.length === 0) return missing;
  const metadata = await admin.fetchTopicMetadata({ topics: there.map(({ name }) => name) });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: there.map(({ name }) => ({ type: ConfigResourceTypes.TOPIC, name })),
  });
  const differing = there.flatMap(({ name, partitions, replicationFactor, settings }): TopicDifference[] => {
    const found = metadata.topics.find((topic) => topic.name === name)?.partitions ?? [];
    const replicas = found[0]?.replicas.length ?? 0;
    const values = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
    const differs = (what: 'partitions' | 'replicas', wanted: number, held: number): TopicDifference[] =>
      wanted === held ? [] : [{ topic: name, what, wanted: String(wanted), found: String(held) }];
    return [
      ...differs('partitions', partitions, found.length),
      ...(replicationFactor === -1 ? [] : differs('replicas', replicationFactor, replicas)),
      ...Object.entries(settings).flatMap(([setting, wanted]): TopicDifference[] => {
        const value = values.find(({ configName }) => configName === setting)?.configValue ?? 'not set';
        return value === wanted ? [] : [{ topic: name, what: 'setting', setting, wanted, found: value }];
      }),
    ];
  });
  return [...missing, ...differing];
}

async function administering<T>(brokers: readonly string[], work: (admin: Admin) => Promise<T>): Promise<T> {
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'lotsen-topics', logLevel: logLevel.NOTHING });
  const admin = kafka.admin({ retry: { retries: 5 } });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
