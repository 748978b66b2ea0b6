import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival, LogRecord } from '../index.js';

interface Waiting extends Arrival {
  done(): void;
  failed(error: Error): void;
}

/**
 * Passes on in one call all records that were added during the previous call. `add` resolves or rejects with that call,
 * and resolves only after a pause in which more records arrive: the next fetch asks for all partitions, and costs
 * client and broker as much for one record as for a hundred.
 */
export class BatchGatherer {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(
    private readonly handOn: (arrival: Arrival) => Promise<void>,
    private readonly gatherMs: number,
  ) {}

  add({ records, heartbeat }: Arrival): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ records, heartbeat, done, failed });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    // The partitions of one fetch are added in the same turn of the event loop.
    await new Promise((turn) => setImmediate(turn));
    while (this.waiting.length > 0) {
      const some = this.waiting;
      this.waiting = [];
      try {
        const records: LogRecord[] = some.flatMap((one) => one.records);
        await this.handOn({ records, heartbeat: (some[0] as Waiting).heartbeat });
        await sleep(this.gatherMs);
        for (const { done } of some) done();
      } catch (error) {
        for (const { failed } of some) failed(error as Error);
      }
    }
    this.running = false;
  }
}
