import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import { isTransient } from '@lotsen/messaging';
import { noOrganisation, Refused } from '@lotsen/persistence';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  PayloadTooLargeException,
  ServiceUnavailableException,
} from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Language, problemOf } from '../http/index.js';
import { JOB_KINDS, type JobKind, type Work } from './job-kind.js';
import type { JobRow } from './job-table.js';
import { steadily } from './steadily.js';

const logger = new Logger('jobs');

/** How many jobs an instance runs at once, and how many of one subject may be open. */
const mostAtOnce = 2;
const mostOpenOfOne = 5;
const mostListed = 50;
const daysKept = 7;
/** A job with which its instance died so often is not begun again: it may be the reason. */
const mostAttempts = 5;
const renewMs = 1_000;
/** A job whose lease was not renewed for this long is taken over by another instance. */
const leaseSeconds = 15;
/** A body of which nothing has come for this long is refused. */
const stalledAfterMs = 10_000;
/** A body of which nothing was stored for this long is given up. */
const bodySeconds = 60;
/** A new job is left to the instance that was asked for it, unless that has no room. */
const ownFirstSeconds = 2;
const mostBytes = 2 ** 29;
/** A body is stored by parts: of this size, or what has come in this time. */
const partBytes = 2 ** 20;
const partMs = 5_000;

/** Why a job stopped running here. */
class Ended extends Error {
  constructor(readonly why: 'cancelled' | 'stopping' | 'lost') {
    super(`The job stopped running here: ${why}.`);
  }
}

interface Running {
  readonly stop: AbortController;
  done: number;
  total: number | null;
  over: Promise<void>;
}

/**
 * Long work that a request asks for. The request is answered with the job's address, where its progress and its result
 * can be asked for; it can be cancelled. A job is stored before it is answered, and survives a stop and a crash.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly runner = randomUUID();
  private readonly running = new Map<string, Running>();
  private timer: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();
  private taking: Promise<void> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    @Inject(JOB_KINDS) private readonly kinds: Readonly<Record<string, JobKind>>,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.take(), renewMs).unref();
  }

  /** Ends what runs here. It waits in the table until an instance takes it up again. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new ServiceUnavailableException(stopping));
    clearInterval(this.timer);
    await this.taking;
    const open = [...this.running.values()];
    for (const { stop } of open) stop.abort(new Ended('stopping'));
    await Promise.all(open.map(({ over }) => over));
  }

  /** @throws Refused where the actor has too many open jobs, or acts for no organisation and has to */
  async start(kind: string, actor: Actor, input: object = {}): Promise<JobRow> {
    this.assertMayStart(kind, actor);
    const id = await this.source.transaction(async (manager) => {
      await lockJobs(manager);
      const open = this.kindOf(kind).isSingle ? await openOf(manager, kind) : undefined;
      if (open) return open;
      await assertRoom(manager, actor);
      return insert(manager, kind, actor, input, 'waiting');
    });
    this.take(id);
    return this.find(id);
  }

  /**
   * Starts a job with a body, when all of the body is stored.
   * @throws Refused as `start`; PayloadTooLargeException above half a gigabyte; HttpException (408) where the
   * body stops coming; whatever the body throws
   */
  async startWith(kind: string, actor: Actor, input: object, body: AsyncIterable<Buffer>): Promise<JobRow> {
    this.assertMayStart(kind, actor);
    const id = await this.source.transaction(async (manager) => {
      await lockJobs(manager);
      await assertRoom(manager, actor);
      return insert(manager, kind, actor, input, 'receiving');
    });
    try {
      const lines = await this.store(id, body);
      await this.source.query(`UPDATE job SET state = 'waiting', total = $2, created_at = now() WHERE id = $1`, [
        id,
        lines,
      ]);
    } catch (error) {
      await this.source.query('DELETE FROM job WHERE id = $1', [id]).catch(() => undefined);
      throw error;
    }
    this.take(id);
    return this.find(id);
  }

  /** The newest first: all, or those that the actor has asked for, as far as the actor reaches. */
  async list(actor: Actor): Promise<JobRow[]> {
    return this.source.query(
      `SELECT * FROM job WHERE state <> 'receiving' AND ($1 OR subject = $2) ORDER BY created_at DESC, id LIMIT $3`,
      [isForAll(actor), actor.subject, mostListed],
    );
  }

  /** @throws Refused where there is no such job, or another asked for it */
  async get(id: string, actor: Actor): Promise<JobRow> {
    const [job] = await this.source.query<JobRow[]>('SELECT * FROM job WHERE id = $1', [id]);
    if (job && job.state !== 'receiving' && (isForAll(actor) || job.subject === actor.subject)) return job;
    throw new Refused({
      code: 'not-found',
      status: 404,
      detail: { sv: 'Jobbet finns inte.', en: 'There is no such job.' },
      hint: { sv: `Jobb sparas i ${daysKept} dagar.`, en: `Jobs are kept for ${daysKept} days.` },
    });
  }

  /** @throws Refused where there is no such job for the actor, it is over, or its kind has to end */
  async cancel(id: string, actor: Actor): Promise<JobRow> {
    const { kind, ended_at: endedAt } = await this.get(id, actor);
    const { whyNotCancellable } = this.kindOf(kind);
    if (whyNotCancellable && !endedAt)
      throw new Refused({ code: 'job-must-end', status: 409, detail: whyNotCancellable });
    await this.source.query('UPDATE job SET cancel_requested = true WHERE id = $1 AND ended_at IS NULL', [id]);
    // What waits ends here; what runs ends where it runs.
    await this.clear();
    const here = this.running.get(id);
    here?.stop.abort(new Ended('cancelled'));
    await here?.over;
    const job = await this.find(id);
    if (!endedAt && job.state !== 'done' && job.state !== 'failed') return job;
    throw new Refused({
      code: 'job-over',
      status: 409,
      detail: { sv: 'Jobbet är redan avslutat.', en: 'The job has already ended.' },
    });
  }

  /** A job as it is answered. */
  shown(job: JobRow, language: Language): object {
    const { show, partialResult } = this.kinds[job.kind] ?? {};
    const { done, total } = this.running.get(job.id) ?? {
      done: Number(job.done),
      total: job.total === null ? null : Number(job.total),
    };
    const result = job.result ?? (job.ended_at && partialResult ? partialResult(job.checkpoint) : null);
    return {
      id: job.id,
      kind: job.kind,
      state: job.state,
      done,
      total,
      createdAt: job.created_at.toISOString(),
      endedAt: job.ended_at?.toISOString() ?? null,
      result: result && show ? show(result, language) : result,
      problem: job.problem && { code: job.problem.code, detail: job.problem.detail[language] },
    };
  }

  private kindOf(kind: string): JobKind {
    const found = this.kinds[kind];
    if (!found) throw new Error(`This service has no job of the kind ${kind}.`);
    return found;
  }

  private assertMayStart(kind: string, { organisation }: Actor): void {
    if (this.kindOf(kind).needsOrganisation && organisation === null) throw new Refused(noOrganisation);
  }

  private async find(id: string): Promise<JobRow> {
    const [job] = await this.source.query<JobRow[]>('SELECT * FROM job WHERE id = $1', [id]);
    if (!job) throw new Error(`There is no job ${id}.`);
    return job;
  }

  /** @returns the number of lines */
  private async store(id: string, body: AsyncIterable<Buffer>): Promise<number> {
    let [bytes, part, lines, isLineOpen] = [0, 0, 0, false];
    let gathered: Buffer[] = [];
    let size = 0;
    let writtenAt = performance.now();
    const write = async () => {
      part += 1;
      await this.source.query(
        `WITH alive AS (UPDATE job SET lease_until = now() + interval '${bodySeconds} s' WHERE id = $1)
         INSERT INTO job_body VALUES ($1, $2, $3)`,
        [id, part, Buffer.concat(gathered)],
      );
      gathered = [];
      size = 0;
      writtenAt = performance.now();
    };
    for await (const chunk of steadily(body, stalledAfterMs, this.stopping.signal)) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new PayloadTooLargeException();
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      if (chunk.length > 0) isLineOpen = chunk.at(-1) !== 10;
      gathered.push(chunk);
      size += chunk.length;
      if (size >= partBytes || performance.now() - writtenAt > partMs) await write();
    }
    if (size > 0) await write();
    return lines + (isLineOpen ? 1 : 0);
  }

  private async *bodyOf(id: string): AsyncGenerator<Buffer> {
    for (let part = 1; ; part++) {
      const [row] = await this.source.query<{ bytes: Buffer }[]>(
        'SELECT bytes FROM job_body WHERE job = $1 AND part = $2',
        [id, part],
      );
      if (!row) return;
      yield row.bytes;
    }
  }

  /** Takes up jobs that wait, and those of instances that have died. @param own one that was just asked for here */
  private take(own: string | null = null): void {
    this.taking = this.taking
      .then(async () => {
        await this.clear();
        while (!this.stopping.signal.aborted && this.running.size < mostAtOnce) {
          const job = await this.takeNext(own);
          if (!job) return;
          this.begin(job);
        }
      })
      .catch((error: Error) => logger.warn(`Taking up jobs is tried again: ${error.message}`));
  }

  /** Ends what nobody will take up any more, and forgets what is old. */
  private async clear(): Promise<void> {
    await this.source.query(
      `DELETE FROM job WHERE (state = 'receiving' AND lease_until < now()) OR ended_at < now() - interval '${daysKept} days'`,
    );
    await this.source.query(
      `WITH over AS (
         UPDATE job SET ended_at = now(), problem = CASE WHEN cancel_requested THEN NULL ELSE $2::jsonb END,
           state = CASE WHEN cancel_requested THEN 'cancelled' ELSE 'failed' END
         WHERE ended_at IS NULL AND state <> 'receiving' AND (state = 'waiting' OR lease_until < now())
           AND (cancel_requested OR attempts >= $1)
         RETURNING id)
       DELETE FROM job_body USING over WHERE job_body.job = over.id`,
      [mostAttempts, givenUp],
    );
  }

  private async takeNext(own: string | null): Promise<JobRow | undefined> {
    const [job] = await this.source.query<JobRow[]>(
      `WITH taken AS (
         UPDATE job SET state = 'running', runner = $1, attempts = attempts + 1, lease_until = now() + interval '${leaseSeconds} s'
         WHERE id = (
           SELECT id FROM job
           WHERE ended_at IS NULL AND NOT cancel_requested AND kind = ANY($3) AND CASE state
             WHEN 'waiting' THEN id = $2 OR created_at < now() - interval '${ownFirstSeconds} s'
             WHEN 'running' THEN lease_until < now()
             ELSE false END
           -- First those of whom the fewest jobs run, so that nobody waits for all jobs of another.
           ORDER BY (SELECT count(*) FROM job other WHERE other.subject = job.subject AND other.state = 'running'),
             created_at, id
           LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING *)
       SELECT * FROM taken`,
      [this.runner, own, Object.keys(this.kinds)],
    );
    return job;
  }

  private begin(job: JobRow): void {
    const { id, organisation, input, checkpoint } = job;
    const stop = new AbortController();
    const total = job.total === null ? null : Number(job.total);
    const running: Running = { stop, done: Number(job.done), total, over: Promise.resolve() };
    const work: Work = {
      id,
      organisation,
      input,
      signal: stop.signal,
      checkpoint,
      body: () => this.bodyOf(id),
      progress: (done, all = running.total ?? done) => {
        Object.assign(running, { done, total: all });
      },
      saveCheckpoint: (state) => this.renew(id, running, state),
    };
    const renewing = setInterval(() => void this.renew(id, running).catch(() => undefined), renewMs).unref();
    this.running.set(id, running);
    running.over = this.run(job, work)
      .catch((error: Error) => logger.warn(`The job ${id} is taken up again later: ${error.message}`))
      .finally(() => {
        clearInterval(renewing);
        this.running.delete(id);
        this.take();
      });
  }

  private async run({ id, kind }: JobRow, work: Work): Promise<void> {
    let result: object;
    try {
      result = await this.kindOf(kind).run(work);
    } catch (error) {
      await this.stopped(id, kind, work.signal, error);
      return;
    }
    await this.end(id, 'done', { result });
  }

  private async stopped(id: string, kind: string, { aborted, reason }: AbortSignal, error: unknown): Promise<void> {
    const why = aborted && reason instanceof Ended ? reason.why : undefined;
    if (why === 'cancelled') return this.end(id, 'cancelled', {});
    if (why === 'stopping') return this.release(id);
    // While the database is away nothing of the job is lost: it is begun again when its lease is over.
    if (why === 'lost' || isTransient(error)) return;
    await this.end(id, 'failed', { problem: this.problemIn(error, kind) });
  }

  private problemIn(error: unknown, kind: string) {
    const { code, detail, status } = problemOf(error);
    if (status >= 500) logger.error(`A job failed (${kind}): ${(error as Error).stack ?? String(error)}`);
    return { code, detail };
  }

  /** Renews the lease, stores the progress, and learns whether the job was cancelled or taken over. */
  private async renew(id: string, { stop, done, total }: Running, checkpoint: object | null = null): Promise<void> {
    const [told] = await this.source.query<{ cancel_requested: boolean }[]>(
      `WITH told AS (
         UPDATE job SET lease_until = now() + interval '${leaseSeconds} s', done = $3, total = $4,
           checkpoint = coalesce($5::jsonb, checkpoint)
         WHERE id = $1 AND runner = $2 AND state = 'running' RETURNING cancel_requested)
       SELECT * FROM told`,
      [id, this.runner, done, total, checkpoint],
    );
    if (!told) stop.abort(new Ended('lost'));
    else if (told.cancel_requested) stop.abort(new Ended('cancelled'));
  }

  private async end(
    id: string,
    state: 'done' | 'failed' | 'cancelled',
    { result = null, problem = null }: { result?: object | null; problem?: object | null },
  ): Promise<void> {
    const { done = 0, total = null } = this.running.get(id) ?? {};
    await this.source.transaction(async (manager) => {
      const ended = await manager.query<unknown[]>(
        `WITH ended AS (
           UPDATE job SET state = $3, result = $4, problem = $5, done = $6, total = $7, ended_at = now()
           WHERE id = $1 AND runner = $2 AND state = 'running' RETURNING id)
         SELECT * FROM ended`,
        [id, this.runner, state, result, problem, state === 'done' ? (total ?? done) : done, total],
      );
      if (ended.length > 0) await manager.query('DELETE FROM job_body WHERE job = $1', [id]);
    });
  }

  private async release(id: string): Promise<void> {
    await this.source.query(
      `UPDATE job SET state = 'waiting', runner = NULL, attempts = attempts - 1
       WHERE id = $1 AND runner = $2 AND state = 'running'`,
      [id, this.runner],
    );
  }
}

const givenUp = {
  code: 'internal',
  detail: {
    sv: 'Tjänsten dog varje gång som jobbet kördes. Det körs inte igen.',
    en: 'The service died each time that the job ran. It is not run again.',
  },
} as const;

const stopping = {
  code: 'stopping',
  detail: { sv: 'Tjänsten stannar.', en: 'The service is stopping.' },
} as const;

const isForAll = ({ scope }: Actor) => scope === 'any';

/** Two requests at once would each find that there is no open job, or room for one more. */
async function lockJobs(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('jobs', 0))`);
}

async function openOf(manager: EntityManager, kind: string): Promise<string | undefined> {
  const [open] = await manager.query<{ id: string }[]>('SELECT id FROM job WHERE ended_at IS NULL AND kind = $1', [
    kind,
  ]);
  return open?.id;
}

/** @throws Refused where the actor has too many open jobs */
async function assertRoom(manager: EntityManager, { subject }: Actor): Promise<void> {
  const open = await manager.query<unknown[]>('SELECT FROM job WHERE ended_at IS NULL AND subject = $1', [subject]);
  if (open.length < mostOpenOfOne) return;
  throw new Refused({
    code: 'too-many-jobs',
    status: 429,
    detail: {
      sv: `Du har redan ${mostOpenOfOne} jobb som väntar eller pågår.`,
      en: `You have ${mostOpenOfOne} jobs waiting or running already.`,
    },
    hint: { sv: 'Vänta tills något av dem är klart.', en: 'Wait until one of them is done.' },
  });
}

async function insert(
  manager: EntityManager,
  kind: string,
  { subject, organisation }: Actor,
  input: object,
  state: JobRow['state'],
): Promise<string> {
  const id = randomUUID();
  await manager.query(
    `INSERT INTO job (id, kind, subject, organisation, input, state, lease_until)
     VALUES ($1, $2, $3, $4, $5, $6, now() + interval '${bodySeconds} s')`,
    [id, kind, subject, organisation, input, state],
  );
  return id;
}
