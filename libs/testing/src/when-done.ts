import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '@lotsen/messaging';

interface Job<T> {
  readonly state: string;
  readonly result: T;
}

/**
 * Asks for a job until it is done.
 * @returns its result
 * @throws Error where it ends otherwise, or is not over after `ms`
 */
export async function whenDone<T>(ask: () => Promise<Job<T>>, ms = 180_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (const pause of backoff(10, 500)) {
    const job = await ask();
    if (job.state === 'done') return job.result;
    const isOpen = job.state === 'waiting' || job.state === 'running';
    if (!isOpen || Date.now() >= deadline) throw new Error(`The job is not done: ${JSON.stringify(job)}`);
    await sleep(pause);
  }
  throw new Error('The job was never over.');
}
