import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 200;
/** A rebuild moves every second; what does not move for this long waits for something that will not come. */
const mostStandstillMs = 120_000;

/** What was waited for stood still. */
export class Standstill extends Error {
  override readonly name = 'Standstill';

  constructor(readonly state: unknown) {
    super(`Nothing has moved for ${mostStandstillMs / 1000} s, and this waits: ${JSON.stringify(state)}`);
  }
}

/**
 * Asks for a state until it is done, however long that takes, as long as it moves.
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
