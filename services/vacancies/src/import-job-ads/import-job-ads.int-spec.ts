import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@lotsen/persistence';
import type { Work } from '@lotsen/platform';
import { loadReference } from '@lotsen/reference';
import { careAssistant } from '@lotsen/testing/concepts';
import { newDatabase } from '@lotsen/testing/databases';
import { DataSource } from 'typeorm';
import { vacanciesService } from '../vacancies.service-definition.js';
import { VacancyStore } from '../vacancy/vacancy.store.js';
import { ImportJobAds, type ImportSummary } from './import-job-ads.js';
import { RemovedAds } from './removed-ads.js';

const organisation = randomUUID();
const ad = (given: object) =>
  JSON.stringify({ id: 'a', headline: 'Test', occupation: { concept_id: careAssistant }, ...given });

describe('an import of ads', () => {
  let source: DataSource;
  let ads: ImportJobAds;

  beforeAll(async () => {
    const { entities, migrations } = vacanciesService;
    source = await new DataSource(dataSourceOptions(await newDatabase(), entities, migrations)).initialize();
    ads = new ImportJobAds(new VacancyStore(source, () => new Date()), loadReference(), new RemovedAds(source));
  });
  beforeEach(() => source.query('TRUNCATE vacancy, outbox, removed_ad'));
  afterAll(() => source.destroy());

  async function take(lines: readonly string[], given: Partial<Work> = {}): Promise<ImportSummary> {
    const work = {
      organisation,
      input: { pastAsOpen: false },
      signal: new AbortController().signal,
      checkpoint: null,
      body: async function* () {
        yield Buffer.from(lines.join('\n'));
      },
      progress: () => undefined,
      saveCheckpoint: async () => undefined,
      ...given,
    } as Partial<Work> as Work;
    return ads.run(work);
  }
  const held = () =>
    source.query<{ title: string; status: string }[]>(`SELECT state->>'title' AS title, status FROM vacancy`);

  const at = (second: number) => Date.UTC(2026, 0, 1, 0, 0, second);
  const copies = {
    first: ad({ headline: 'first', timestamp: at(1) }),
    second: ad({ headline: 'second', timestamp: at(2) }),
    removal: JSON.stringify({ id: 'a', removed: true, timestamp: at(3) }),
    again: ad({ headline: 'again', timestamp: at(4) }),
  };
  type Copy = keyof typeof copies;
  const orders = (some: readonly Copy[]): Copy[][] =>
    some.length < 2
      ? [[...some]]
      : some.flatMap((one) => orders(some.filter((other) => other !== one)).map((rest) => [one, ...rest]));

  it.each([
    [['first', 'second'], 'second', 'published'],
    [['first', 'second', 'removal'], undefined, 'withdrawn'],
    [['first', 'second', 'removal', 'again'], 'again', 'published'],
  ] as [Copy[], string | undefined, string][])(
    'of the copies %j ends the same, in whatever order they come, each alone or all in a file',
    async (names, title, status) => {
      for (const order of orders(names)) {
        for (const files of [order.map((name) => [name]), [order]]) {
          await source.query('TRUNCATE vacancy, outbox, removed_ad');
          for (const file of files) await take(file.map((name) => copies[name]));
          const [vacancy] = await held();
          // A removal that came before every copy leaves nothing behind that anybody could see.
          if (status === 'withdrawn' && order[0] === 'removal') {
            expect(vacancy).toBeUndefined();
            continue;
          }
          expect([order, vacancy?.status]).toEqual([order, status]);
          if (title) expect([order, vacancy?.title]).toEqual([order, title]);
        }
      }
    },
    60_000,
  );

  it('takes the good rows, whatever stands beside them, and tells each other one by its line', async () => {
    const { rejected, ...counts } = await take([
      ad({ id: '1' }),
      '{ broken',
      ad({ id: '2', headline: 'with \u0000' }),
      '',
      ad({ id: '3', occupation: { concept_id: 'nothing' } }),
      ad({ id: '4' }),
      ad({ id: '1' }),
    ]);
    expect(counts).toMatchObject({ read: 6, unchanged: 1 });
    expect(rejected.map(({ line, code }) => [line, code])).toEqual(
      expect.arrayContaining([
        [2, 'not-json'],
        [5, 'no-occupation'],
      ]),
    );
    expect((await held()).length).toBe(counts.created);
    expect(counts.created + rejected.length + counts.unchanged).toBe(6);
  });

  it('that was interrupted goes on after its last batch, and counts each row once', async () => {
    const lines = Array.from({ length: 900 }, (_, at) => ad({ id: String(at) }));
    let checkpoint: object | null = null;
    const stop = new AbortController();
    const interrupted = take(lines, {
      signal: stop.signal,
      progress: (line) => {
        if (line >= 400) stop.abort(new Error('The service stops.'));
      },
      saveCheckpoint: async (state) => {
        checkpoint = structuredClone(state);
      },
    });
    await expect(interrupted).rejects.toThrow('The service stops.');
    const before = (await held()).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(900);
    expect(await take(lines, { checkpoint })).toMatchObject({ read: 900, created: 900, changed: 0, unchanged: 0 });
    expect((await held()).length).toBe(900);
  });
});
