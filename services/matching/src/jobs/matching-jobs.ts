import { setTimeout as sleep } from 'node:timers/promises';
import { ConsumerGroup } from '@lotsen/messaging';
import { ChangeFeed, JOB_KINDS, type JobKind, Reread, type Work } from '@lotsen/platform';
import { ServiceUnavailableException } from '@nestjs/common';
import { asFor } from '../engine/asking.js';
import { FactBase } from '../facts/fact-base.js';
import { ListHash } from '../matches/list-hash.js';
import { type Compared, ModelComparisons } from '../matches/model-comparisons.js';
import { Calendar } from '../shortage/calendar.js';

const lookMs = 100;
const mostLost = 3;

/** What takes long in this service, and is done as jobs. */
export const matchingJobs = {
  provide: JOB_KINDS,
  useFactory: (
    calendar: Calendar,
    hash: ListHash,
    comparisons: ModelComparisons,
    reread: Reread,
    group: ConsumerGroup,
    feed: ChangeFeed,
    facts: FactBase,
  ): Readonly<Record<string, JobKind>> => {
    const asked = askedOfAll(reread, feed);
    return {
      tick: { isSingle: true, run: (work) => asked(work, () => calendar.tickNow()) },
      hash: { run: (work) => asked(work, () => hash.ofLists(work.progress)) },
      comparison: { run: (work) => asked(work, () => comparisons.of(work.input as Compared)) },
      rebuild: {
        isSingle: true,
        whyNotCancellable: {
          sv: 'Ombyggnaden kan inte avbrytas: projektionen är tömd, och listorna saknar personer tills den är fylld igen.',
          en: 'A rebuild cannot be cancelled: the projection has been emptied, and lists lack people until it is filled again.',
        },
        run: (work) => rebuild(work, reread, group).then(() => ({ held: facts.counts() })),
      },
    };
  },
  inject: [Calendar, ListHash, ModelComparisons, Reread, ConsumerGroup, ChangeFeed, FactBase],
};

/**
 * Computes something of all that the projection holds. While the log is read again people are missing from it: then it waits,
 * and what was computed meanwhile is computed again. What it asks of the engine ends with the job.
 */
const askedOfAll =
  (reread: Reread, feed: ChangeFeed) =>
  async <T>({ id, signal, progress }: Work, compute: () => Promise<T>): Promise<T> => {
    for (let lost = 0; ; ) {
      while (reread.running || (await reread.isBehind())) await sleep(lookMs, undefined, { signal });
      await feed.assertFresh();
      const before = reread.begun;
      try {
        const result = await asFor({ client: `job ${id}`, signal, progress }, compute);
        if (reread.begun === before) return result;
      } catch (error) {
        // The engine has gone with the question, and another takes its place.
        const isAway = error instanceof ServiceUnavailableException && !signal.aborted;
        lost += 1;
        if (!isAway || lost > mostLost) throw error;
        await sleep(lookMs, undefined, { signal });
      }
    }
  };

async function rebuild(
  { checkpoint, saveCheckpoint, progress, signal }: Work,
  reread: Reread,
  group: ConsumerGroup,
): Promise<void> {
  if (!checkpoint) {
    await reread.begin();
    await saveCheckpoint({ isEmptied: true });
  }
  let isOver = false;
  const over = reread.over().finally(() => {
    isOver = true;
  });
  let most = 0;
  while (!isOver) {
    // Without an answer of the log the reading waits, and so does this.
    const lag = await group.lag().catch(() => undefined);
    const open = Object.values(lag ?? {}).reduce((sum, one) => sum + one, 0);
    most = Math.max(most, open);
    if (lag) progress(most - open, most);
    await Promise.race([over, sleep(lookMs, undefined, { signal })]);
  }
  // A reading that was interrupted by a stop is not over.
  signal.throwIfAborted();
}
