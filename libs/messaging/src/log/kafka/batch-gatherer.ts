import { setTimeout as sleep } from 'node:timers/promises';
import { type Arrival, type LogRecord } from '../index.js';

interface Waiting extends Arrival {
  done(): void;
  failed(error: Error): void;
}

/**
 * Hands on in one call what was added while the call before ran; each who added hears what came of it, after a pause in which
 * more comes: the fetch that follows names all partitions, and costs both sides as much for one record as for a hundred.
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
    // Those who come from the same fetch add in the same turn.
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
