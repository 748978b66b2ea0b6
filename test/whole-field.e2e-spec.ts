import { afterAll, beforeAll, describe } from '@jest/globals';
import { EmbeddedLogTransport, KafkaTransport, type Transport } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence';
import { Api } from './support/api.js';
import { testKafka, testPostgres } from './support/databases.js';
import { Field } from './support/field.js';
import { type System, systemOnEmbeddedLog, systemOnKafka } from './support/system.js';
import { acceptanceCases } from './whole-field/acceptance-cases.js';
import { erasing } from './whole-field/erasing.js';
import { lastPlaces } from './whole-field/last-places.js';
import type { Setting } from './whole-field/setting.js';
import { walk } from './whole-field/walk.js';
import { walkByCommand } from './whole-field/walk-by-command.js';

function wholeField(make: () => Promise<System>, log: (system: System) => Transport) {
  let field: Field;

  beforeAll(async () => {
    const system = await make();
    await system.start();
    field = new Field(system, new Api(system));
    await field.prepare();
  }, 120_000);

  afterAll(async () => {
    await field.system.stop();
  }, 60_000);

  const setting: Setting = { field: () => field, log: () => log(field.system) };
  walk(setting);
  walkByCommand(setting);
  acceptanceCases(setting);
  lastPlaces(setting);
  erasing(setting);
}

describe('the whole field on the embedded log, all in one process', () => {
  wholeField(systemOnEmbeddedLog, (system) => new EmbeddedLogTransport(databaseUrlOf(system.database(), 'lotsen_log')));
});

const broker = testKafka();
const onKafka = broker ? describe : describe.skip;
onKafka('the whole field on Kafka, each service in a process of its own', () => {
  wholeField(
    () => systemOnKafka(testPostgres(), broker ?? ''),
    () => new KafkaTransport([broker ?? ''], 'lotsen-test'),
  );
});
