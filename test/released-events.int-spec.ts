import { mkdtempSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidatesService } from '@lotsen/candidates';
import { type Example, storedExamples } from '@lotsen/contracts';
import { matchingService } from '@lotsen/matching';
import { ConsumerGroup, EmbeddedLogTransport, EventSigner } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { placementsService } from '@lotsen/placements';
import {
  type RunningService,
  readSettings,
  releaseKeyOf,
  type ServiceDefinition,
  serviceNames,
  startService,
} from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import { rows } from '@lotsen/testing/leaks';
import { vacanciesService } from '@lotsen/vacancies';
import { validationsService } from '@lotsen/validations';
import { freePorts } from 'lotsen/ports';
import { type RunningPostgres, startEmbeddedPostgres } from '../cli/src/start/embedded-postgres.js';

/** Sends every stored example of every released version through the present consumers: none may be a dead letter. */
describe.each([
  ['matching', matchingService],
  ['validations', validationsService],
  ['candidates', candidatesService],
  ['vacancies', vacanciesService],
  ['placements', placementsService],
] as [string, ServiceDefinition][])('the consumers of %s', (name, definition) => {
  let postgres: RunningPostgres;
  let service: RunningService;
  let transport: EmbeddedLogTransport;
  let signer: EventSigner;
  const examples = storedExamples();

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lotsen-examples-'));
    await chmod(folder, 0o755);
    postgres = await startEmbeddedPostgres(folder);
    const settings = readSettings({ LOTSEN_DATA: folder, LOTSEN_PORT: String(await freePorts(serviceNames.length)) });
    // Candidates accepts a proposal only with the signature of matching, whose key is in the data folder.
    signer = new EventSigner(releaseKeyOf(settings));
    service = await startService(definition, { settings, databaseServer: postgres.url });
    transport = new EmbeddedLogTransport(databaseUrlOf(postgres.url, 'lotsen_log'));
    await transport.connect();
  });

  afterAll(async () => {
    await transport.close();
    await service.stop();
    await postgres.stop();
  });

  const database = () => databaseUrlOf(postgres.url, `lotsen_${name}`);
  const publish = ({ topic, version, state }: Example) =>
    transport.publish([
      signer.sign({
        topic: topic.name,
        key: state.id,
        value: Buffer.from(JSON.stringify(state)),
        headers: { ce_specversion: '1.0', ce_type: `${topic.name}.v${version}`, ce_id: state.id, ce_source: '/test' },
      }),
    ]);

  it('take in every stored example, and its tombstone after it', async () => {
    for (const example of examples) await publish(example);
    for (const { topic, state } of examples) {
      await transport.publish([{ topic: topic.name, key: state.id, value: null, headers: {} }]);
    }
    const readTopics = Object.keys(await service.app.get(ConsumerGroup).lag());
    const expected = examples.filter(({ topic }) => readTopics.includes(topic.name)).length;
    expect(expected).toBeGreaterThan(0);
    await eventually(async () => {
      const [seen] = await rows<{ n: number }>(database(), 'SELECT count(*)::int AS n FROM consumed_version');
      expect(seen?.n).toBe(expected);
      const [open] = await rows<{ n: number }>(
        database(),
        `SELECT count(*)::int AS n FROM consumed_version WHERE version < ${Number.MAX_SAFE_INTEGER}`,
      );
      expect(open?.n).toBe(0);
    });
    expect(await rows(database(), 'SELECT code, detail FROM dead_letter')).toEqual([]);
    if (name === 'matching') expect(await rows(database(), 'SELECT id FROM projected')).toEqual([]);
  });
});
