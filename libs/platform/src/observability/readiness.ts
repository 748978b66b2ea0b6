import { ConsumerGroup, type PartitionEnd } from '@lotsen/messaging';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { within } from '../within.js';

const patienceMs = 2000;

/** Whether a service has read what it needs from the log, and whether it is stopping. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  stopping = false;
  private caughtUp = false;
  private atStart: readonly PartitionEnd[] | undefined;

  private readonly checks: (() => boolean)[] = [];

  constructor(private readonly group: ConsumerGroup) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** A part of the service without which no request should come. */
  addCheck(passes: () => boolean): void {
    this.checks.push(passes);
  }

  get checksPass(): boolean {
    return this.checks.every((passes) => passes());
  }

  /** True once the service has read all that the log had at the start. It reads the rest while it answers requests. */
  async hasCaughtUp(): Promise<boolean> {
    if (this.caughtUp) return true;
    try {
      this.atStart ??= await within(patienceMs, this.group.ends());
      this.caughtUp = await this.group.hasRead(this.atStart);
    } catch {
      // The log does not answer. The service then answers requests from what it has read so far.
      this.caughtUp = true;
    }
    return this.caughtUp;
  }
}
