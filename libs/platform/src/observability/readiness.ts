import { ConsumerGroup, type PartitionEnd } from '@lotsen/messaging';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { within } from '../background/index.js';

const patienceMs = 2000;

/** Whether a service has what it needs of the others, and goes on running. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  stopping = false;
  private caughtUp = false;
  private atStart: readonly PartitionEnd[] | undefined;

  constructor(private readonly group: ConsumerGroup) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** True once all was read that the log had at the start; what comes later is read while requests are answered. */
  async hasCaughtUp(): Promise<boolean> {
    if (this.caughtUp) return true;
    try {
      this.atStart ??= await within(patienceMs, this.group.ends());
      this.caughtUp = await this.group.hasRead(this.atStart);
    } catch {
      // A log that is away cannot say: what is known has to do.
      this.caughtUp = true;
    }
    return this.caughtUp;
  }
}
