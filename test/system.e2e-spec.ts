import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { allTopics, topicSettings } from '@lotsen/contracts';
import { EmbeddedLogTransport, KafkaTransport } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence';
import { ConfigResourceTypes, Kafka } from 'kafkajs';
import { Api } from './support/api.js';
import { testKafka, testPostgres } from './support/databases.js';
import { Field } from './support/field.js';
import { rows } from './support/leaks.js';
import { type System, systemOnEmbeddedLog, systemOnKafka } from './support/system.js';
import { acceptanceCases } from './system/acceptance-cases.js';
import { countsOfPersons } from './system/counts-of-persons.js';
import { erasing } from './system/erasing.js';
import { lastPlaces } from './system/last-places.js';
import { mainJob } from './system/main-job.js';
import type { Setting } from './system/setting.js';
import { walk } from './system/walk.js';
import { walkByCommand } from './system/walk-by-command.js';

/** Everything that spans the services, on one running system. The main job comes first: it empties the log on its way. */
function wholeSystem(make: () => Promise<System>, logOf: (field: () => Field) => Omit<Setting, 'field'>) {
  let known: Field;

  beforeAll(async () => {
    const system = await make();
    await system.start();
    known = new Field(system, new Api(system));
    await known.prepare();
  }, 120_000);

  afterAll(async () => {
    await known.system.stop();
  }, 60_000);

  const field = () => known;
  const setting: Setting = { field, ...logOf(field) };
  describe('the main job', () => mainJob(setting));
  walk(setting);
  walkByCommand(setting);
  acceptanceCases(setting);
  lastPlaces(setting);
  countsOfPersons(setting);
  erasing(setting);
}

describe('the system on the embedded log, all in one process', () => {
  wholeSystem(systemOnEmbeddedLog, (field) => {
    const url = () => databaseUrlOf(field().system.database(), 'lotsen_log');
    return {
      log: () => new EmbeddedLogTransport(url()),
      stopAndEmptyLog: async () => {
        // The embedded database stops with its system: the log is emptied, and gets another id, just before.
        await rows(url(), 'TRUNCATE log_record; UPDATE log_partition SET next_offset = 0; DELETE FROM log_identity');
        await field().system.stop();
      },
      compactLog: async () => {
        const transport = new EmbeddedLogTransport(url());
        await transport.sweep(0);
        await transport.close();
      },
    };
  });
});

const broker = testKafka();
const onKafka = broker ? describe : describe.skip;
onKafka('the system on Kafka, each service in a process of its own', () => {
  const brokers = [broker ?? ''];
  const log = () => new KafkaTransport(brokers, 'lotsen-test');
  const names = allTopics.map(({ name }) => name);
  const administer = async (work: (admin: ReturnType<Kafka['admin']>) => Promise<unknown>) => {
    const admin = new Kafka({ brokers, logLevel: 0 }).admin();
    await admin.connect();
    await work(admin);
    await admin.disconnect();
  };
  wholeSystem(
    () => systemOnKafka(testPostgres(), brokers[0] as string),
    (field) => ({
      log,
      stopAndEmptyLog: async () => {
        await field().system.stop();
        await administer((admin) => admin.deleteTopics({ topics: names }));
      },
      compactLog: async () => {
        const eager = {
          ...topicSettings,
          'segment.ms': '100',
          'max.compaction.lag.ms': '1',
          'min.cleanable.dirty.ratio': '0.001',
        };
        const configEntries = Object.entries(eager).map(([name, value]) => ({ name, value }));
        const resources = names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configEntries }));
        await administer((admin) => admin.alterConfigs({ validateOnly: false, resources }));
        // A broker compacts all but the segment that it writes: what follows makes it begin another one.
        const transport = log();
        await transport.connect();
        const filler = names.flatMap((topic) =>
          Array.from({ length: 24 }, () => ({ topic, key: randomUUID(), value: null, headers: {} })),
        );
        for (let time = 0; time < 2; time++) {
          await new Promise((resolve) => setTimeout(resolve, 300));
          await transport.publish(filler);
        }
        await transport.close();
      },
    }),
  );
});
