import type { ServiceName } from '@lotsen/platform';
import { eventually } from './eventually.js';

interface OperationsState {
  readonly outbox: number;
  readonly lag: Readonly<Record<string, number>>;
}

/** Resolves when these services have no event left to publish or to consume. */
export async function settled(
  get: (role: 'administrator', path: string) => Promise<unknown>,
  names: readonly ServiceName[],
): Promise<void> {
  await eventually(async () => {
    for (const name of names) {
      const { outbox, lag } = (await get('administrator', `/v1/operations/${name}/state`)) as OperationsState;
      const isSettled = [outbox, ...Object.values(lag)].every((waiting) => waiting === 0);
      if (!isSettled) throw new Error(`${name} is not at rest: outbox ${outbox}, lag ${JSON.stringify(lag)}.`);
    }
  }, 60_000);
}

/** Stops all of them even if one fails: a process left running would keep the test run from ending. */
export async function stopAll(...running: ({ stop(): Promise<unknown> } | undefined)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const one of running) await one?.stop().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
