import { setImmediate } from 'node:timers/promises';

const longestTurnMs = 15;

/** Makes work of many steps yield to the event loop, so that it does not delay requests and events for long. */
export class Turns {
  private since = performance.now();

  /** Call it between steps. It yields if the work has run for `longestTurnMs` without a pause. */
  async next(): Promise<void> {
    if (performance.now() - this.since < longestTurnMs) return;
    await setImmediate();
    this.since = performance.now();
  }
}
