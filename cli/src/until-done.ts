import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 200;
/** A running rebuild changes its state every second. A state unchanged for this long will not become done. */
const mostStandstillMs = 120_000;

/** The state that the caller waits for has stopped changing. */
export class Standstill extends Error {
  override readonly name = 'Standstill';

  constructor(readonly state: unknown) {
    super(`Nothing has moved for ${mostStandstillMs / 1000} s, and this waits: ${JSON.stringify(state)}`);
  }
}

/**
 * Polls a state until it is done, without a time limit as long as the state keeps changing.
 * @throws Standstill with the state that stayed the same
 */
export async function untilDone<State>(
  ask: () => Promise<State>,
  isDone: (state: State) => boolean,
  { now = Date.now, pause = () => sleep(pauseMs) as Promise<unknown> } = {},
): Promise<State> {
  let before = '';
  let since = now();
  for (;;) {
    const state = await ask();
    if (isDone(state)) return state;
    const told = JSON.stringify(state);
    if (told !== before) since = now();
    else if (now() - since >= mostStandstillMs) throw new Standstill(state);
    before = told;
    await pause();
  }
}
