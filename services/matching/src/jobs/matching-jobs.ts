import { setTimeout as sleep } from 'node:timers/promises';
import { ConsumerGroup } from '@lotsen/messaging';
import { JOB_KINDS, type JobKind, Reread, type Work } from '@lotsen/platform';
import { asFor } from '../engine/asking.js';
import { FactBase } from '../facts/fact-base.js';
import { ListHash } from '../matches/list-hash.js';
import { type Compared, ModelComparisons } from '../matches/model-comparisons.js';
import { Calendar } from '../shortage/calendar.js';

const lookMs = 100;

/** What takes long in this service, and is done as jobs. */
export const matchingJobs = {
  provide: JOB_KINDS,
  useFactory: (
    calendar: Calendar,
    hash: ListHash,
    comparisons: ModelComparisons,
    reread: Reread,
    group: ConsumerGroup,
    facts: FactBase,
  ): Readonly<Record<string, JobKind>> => ({
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
  }),
  inject: [Calendar, ListHash, ModelComparisons, Reread, ConsumerGroup, FactBase],
};

/** What the job asks of the engine ends with it, and tells how far it is. */
const asked = <T>({ id, signal, progress }: Work, work: () => T): T =>
  asFor({ client: `job ${id}`, signal, progress }, work);

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
