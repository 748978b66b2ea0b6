import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@lotsen/access';
import { dataSourceOptions, Refused } from '@lotsen/persistence';
import { newDatabase } from '@lotsen/testing/databases';
import { eventually } from '@lotsen/testing/eventually';
import { DataSource } from 'typeorm';
import type { JobKind, Work } from './job-kind.js';
import { Jobs1700000000009 } from './job-table.js';
import { Jobs } from './jobs.js';

const actor = (subject: string, scope: Actor['scope'] = 'own') =>
  ({ subject, scope, organisation: 'o' }) as Partial<Actor> as Actor;
const [anna, bo, administrator] = [actor('anna'), actor('bo'), actor('administrator', 'any')];
const never = (signal: AbortSignal) => sleep(60_000, undefined, { signal }) as Promise<never>;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no refusal',
    (error) => (error as Refused).refusal.code,
  );

describe('jobs', () => {
  let source: DataSource;
  let instances: Jobs[];
  let begun: Work[];

  beforeAll(async () => {
    source = await new DataSource(dataSourceOptions(await newDatabase(), [], [Jobs1700000000009])).initialize();
  });
  beforeEach(async () => {
    await source.query('TRUNCATE job CASCADE');
    instances = [];
    begun = [];
  });
  afterEach(() => Promise.all(instances.map((one) => one.beforeApplicationShutdown())));
  afterAll(() => source.destroy());

  /** An instance of the service. Its jobs end as `run` says. */
  function instance(run: JobKind['run'], more: Partial<JobKind> = {}): Jobs {
    const kind: JobKind = {
      ...more,
      run: (work) => {
        begun.push(work);
        return run(work);
      },
    };
    const jobs = new Jobs(source, { work: kind });
    jobs.onApplicationBootstrap();
    instances.push(jobs);
    return jobs;
  }
  const over = async (jobs: Jobs, id: string) => {
    await eventually(async () => expect((await jobs.get(id, administrator)).ended_at).not.toBeNull());
    return jobs.shown(await jobs.get(id, administrator), 'en');
  };
  const bodies = async () => (await source.query<unknown[]>('SELECT FROM job_body')).length;
  async function* lines(...parts: string[]) {
    for (const part of parts) yield Buffer.from(part);
  }

  it('are done, and tell their result and how far they were, in the language of who asks', async () => {
    const jobs = instance(
      async ({ input, progress }) => {
        progress(3, 4);
        return { got: input };
      },
      { show: (result, language) => ({ ...result, language }) },
    );
    const { id } = await jobs.start('work', anna, { a: 1 });
    expect(await over(jobs, id)).toMatchObject({
      state: 'done',
      kind: 'work',
      done: 4,
      total: 4,
      result: { got: { a: 1 }, language: 'en' },
      problem: null,
    });
  });

  it('are shown to who asked for them, and to administrators', async () => {
    const jobs = instance(async () => ({}));
    const { id } = await jobs.start('work', anna);
    expect(await codeOf(jobs.get(id, bo))).toBe('not-found');
    expect(await codeOf(jobs.cancel(id, bo))).toBe('not-found');
    expect(await codeOf(jobs.get(randomUUID(), administrator))).toBe('not-found');
    expect(
      [await jobs.list(bo), await jobs.list(anna), await jobs.list(administrator)].map((all) => all.length),
    ).toEqual([0, 1, 1]);
  });

  it('fail with a problem: a refusal as it is, a fault without saying what it was', async () => {
    const refusal = { code: 'no-match', detail: { sv: 'Nej.', en: 'No.' } } as const;
    const refused = instance(() => Promise.reject(new Refused({ status: 409, ...refusal })));
    expect(await over(refused, (await refused.start('work', anna)).id)).toMatchObject({
      state: 'failed',
      result: null,
      problem: { code: 'no-match', detail: 'No.' },
    });
    await refused.beforeApplicationShutdown();
    const broken = instance(() => Promise.reject(new Error('secret')));
    const job = await over(broken, (await broken.start('work', anna)).id);
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
    expect(JSON.stringify(job)).not.toContain('secret');
  });

  it('of a single kind are one, whoever asks', async () => {
    const jobs = instance(({ signal }) => never(signal), { isSingle: true });
    const ids = await Promise.all([anna, bo, anna].map(async (one) => (await jobs.start('work', one)).id));
    expect(new Set(ids).size).toBe(1);
  });

  it('of one subject are five at most, and two at once are run', async () => {
    const jobs = instance(({ signal }) => never(signal));
    const started = await Promise.all(Array.from({ length: 7 }, () => codeOf(jobs.start('work', anna))));
    expect(started.filter((code) => code === 'too-many-jobs')).toHaveLength(2);
    expect(await codeOf(jobs.start('work', bo))).toBe('no refusal');
    await eventually(() => expect(begun).toHaveLength(2));
  });

  it('of one subject do not keep those of others waiting', async () => {
    const jobs = instance(({ signal }) => never(signal));
    const mine: string[] = [];
    for (let at = 0; at < 4; at++) mine.push((await jobs.start('work', anna)).id);
    await eventually(() => expect(begun).toHaveLength(2));
    const { id } = await jobs.start('work', bo);
    await jobs.cancel(mine[0] as string, anna);
    await eventually(() => expect(begun).toHaveLength(3));
    expect(begun[2]?.id).toBe(id);
  });

  it('that were cancelled while their instance died are not begun again, and neither are those with which it died often', async () => {
    const jobs = instance(async () => ({}));
    const insert = (more: string) =>
      source.query(
        `INSERT INTO job (id, kind, subject, input, state, lease_until, cancel_requested, attempts)
         VALUES ($1, 'work', 'anna', '{}', 'running', now() - interval '1 s', ${more})`,
        [randomUUID()],
      );
    await insert('true, 1');
    await insert('false, 5');
    await insert('false, 4');
    await eventually(async () => {
      const ended = (await jobs.list(anna)).map(({ state }) => state).sort();
      expect(ended).toEqual(['cancelled', 'done', 'failed']);
    });
    expect(begun).toHaveLength(1);
  });

  it('go on when the database was away for a moment', async () => {
    const away = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const jobs = instance(async () => {
      if (begun.length === 1) throw away;
      return {};
    });
    const { id } = await jobs.start('work', anna);
    await eventually(() => expect(begun).toHaveLength(1));
    await source.query(`UPDATE job SET lease_until = now() - interval '1 s'`);
    expect(await over(jobs, id)).toMatchObject({ state: 'done' });
  });

  it('whose body is still coming do not keep the service from stopping', async () => {
    const jobs = instance(async () => ({}));
    async function* slow() {
      yield Buffer.from('x');
      await new Promise(() => undefined);
    }
    const receiving = jobs.startWith('work', anna, {}, slow());
    await eventually(async () => expect(await source.query('SELECT FROM job')).toHaveLength(1));
    await jobs.beforeApplicationShutdown();
    await expect(receiving).rejects.toMatchObject({ response: { code: 'stopping' } });
    expect(await source.query('SELECT FROM job')).toEqual([]);
  });

  it('are cancelled where they run, where they wait, and with what they had done', async () => {
    const saveCheckpoint = async ({ saveCheckpoint, signal }: Work) => {
      await saveCheckpoint({ done: 'half' });
      return never(signal);
    };
    const jobs = instance(saveCheckpoint, { partialResult: (checkpoint) => checkpoint ?? {} });
    const [running, , waiting] = await Promise.all([1, 2, 3].map(() => jobs.start('work', anna)));
    await eventually(() => expect(begun).toHaveLength(2));
    for (const job of [running, waiting]) {
      const cancelled = await jobs.cancel(job?.id as string, anna);
      expect(jobs.shown(cancelled, 'en')).toMatchObject({ state: 'cancelled', problem: null });
    }
    expect(await codeOf(jobs.cancel(running?.id as string, anna))).toBe('job-over');
    const halves = (await jobs.list(anna)).map((job) => (jobs.shown(job, 'en') as { result: unknown }).result);
    expect(halves).toContainEqual({ done: 'half' });
  });

  it('are cancelled on the instance that does them, whichever is asked', async () => {
    const [one, other] = [instance(({ signal }) => never(signal)), instance(({ signal }) => never(signal))];
    const { id } = await one.start('work', anna);
    await eventually(() => expect(begun).toHaveLength(1));
    expect((await other.cancel(id, anna)).state).toBe('running');
    expect(await over(other, id)).toMatchObject({ state: 'cancelled' });
  });

  it('that must end are not cancelled, and say why', async () => {
    const whyNotCancellable = { sv: 'Nej.', en: 'It is empty.' };
    const jobs = instance(({ signal }) => never(signal), { whyNotCancellable });
    const { id } = await jobs.start('work', anna);
    expect(await codeOf(jobs.cancel(id, administrator))).toBe('job-must-end');
  });

  it('go on elsewhere after a stop, from their last checkpoint', async () => {
    const first = instance(async ({ saveCheckpoint, signal }) => {
      await saveCheckpoint({ line: 3 });
      return never(signal);
    });
    const { id } = await first.start('work', anna);
    await eventually(async () => expect((await first.get(id, anna)).checkpoint).toEqual({ line: 3 }));
    await first.beforeApplicationShutdown();
    expect((await first.get(id, anna)).state).toBe('waiting');
    const second = instance(async ({ checkpoint }) => ({ checkpoint }));
    expect(await over(second, id)).toMatchObject({ state: 'done', result: { checkpoint: { line: 3 } } });
  });

  it('go on elsewhere after a crash, and end once: the first learns that it has lost its own', async () => {
    const hangsOnce = ({ signal }: Work) => (begun.length === 1 ? never(signal) : Promise.resolve({ by: 'second' }));
    const first = instance(hangsOnce);
    const { id } = await first.start('work', anna);
    await eventually(() => expect(begun).toHaveLength(1));
    // As if it had not lived for longer than its lease.
    await source.query(`UPDATE job SET lease_until = now() - interval '1 s', runner = $1`, [randomUUID()]);
    const second = instance(hangsOnce);
    expect(await over(second, id)).toMatchObject({ state: 'done', result: { by: 'second' } });
    await eventually(() => expect(begun[0]?.signal.aborted).toBe(true));
    expect(await over(first, id)).toMatchObject({ result: { by: 'second' } });
  });

  it('have their body as it came, and leave none behind', async () => {
    const jobs = instance(async ({ body }) => {
      const parts: Buffer[] = [];
      for await (const part of body()) parts.push(part);
      return { text: Buffer.concat(parts).toString() };
    });
    const big = 'å'.repeat(700_000);
    const { id, total } = await jobs.startWith('work', anna, {}, lines('a\nb', 'c\n', big, '\n', 'last'));
    expect(Number(total)).toBe(4);
    expect(await over(jobs, id)).toMatchObject({ state: 'done', result: { text: `a\nbc\n${big}\nlast` } });
    expect(await bodies()).toBe(0);
  });

  it('do not begin before their body has come, and are no more if it does not come', async () => {
    const jobs = instance(async () => ({}));
    async function* broken() {
      yield Buffer.from('x'.repeat(2_000_000));
      expect(await jobs.list(administrator)).toEqual([]);
      throw new Error('The client left.');
    }
    await expect(jobs.startWith('work', anna, {}, broken())).rejects.toThrow('The client left.');
    // As if the instance had died meanwhile.
    async function* lost() {
      yield Buffer.from('x'.repeat(2_000_000));
      await source.query(`UPDATE job SET lease_until = now() - interval '1 s'`);
      await eventually(async () => expect(await source.query('SELECT FROM job')).toEqual([]));
    }
    await expect(jobs.startWith('work', anna, {}, lost())).rejects.toThrow();
    expect(begun).toEqual([]);
    expect(await bodies()).toBe(0);
  });

  it('are forgotten after a week', async () => {
    const jobs = instance(async () => ({}));
    const old = await jobs.start('work', anna);
    await over(jobs, old.id);
    await source.query(`UPDATE job SET ended_at = now() - interval '8 days'`);
    await over(jobs, (await jobs.start('work', anna)).id);
    expect(await codeOf(jobs.get(old.id, anna))).toBe('not-found');
  });
});
