import { setImmediate } from 'node:timers/promises';

const longestTurnMs = 15;

/** Work of many steps gives others their turn, so that it holds up no request and no event for long. */
export class Turns {
  private since = performance.now();

  /** Call it between steps: now and then it lets others go first. */
  async next(): Promise<void> {
    if (performance.now() - this.since < longestTurnMs) return;
    await setImmediate();
    this.since = performance.now();
  }
}
