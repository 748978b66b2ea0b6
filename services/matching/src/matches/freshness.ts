import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@lotsen/access';
import { Reread } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import { FactBase } from '../facts/fact-base.js';
import type { ListQuery } from './list-query.dto.js';
import { Seeing } from './seeing.js';

const waitMs = 1000;

/**
 * Lets callers read their own writes: an answer waits until memory has the version that the caller names, and is marked
 * as stale if the version does not arrive in time.
 */
@Injectable()
export class Freshness {
  constructor(
    private readonly facts: FactBase,
    private readonly seeing: Seeing,
    private readonly reread: Reread,
  ) {}

  async fresh<T extends object>(
    query: ListQuery,
    actor: Actor,
    ask: () => T | Promise<T>,
  ): Promise<T & { stale: boolean }> {
    const [id, version] = query['min-version']?.split(':') ?? [];
    const known = !id || (await this.waitFor(id, Number(version), actor));
    return { ...(await ask()), stale: !known || this.reread.running };
  }

  /** Reveals nothing of what the caller may not see: it takes as long as for an id that does not exist. */
  private async waitFor(id: string, version: number, actor: Actor): Promise<boolean> {
    const deadline = performance.now() + waitMs;
    const mayKnow = () => this.seeing.mayKnowOf(id, actor);
    // Asked twice: during the wait, the id may turn out to be that of a person whom the caller may not see.
    if (mayKnow() && (await this.facts.waitFor(id, version, waitMs)) && mayKnow()) return true;
    const left = deadline - performance.now();
    if (left > 0) await sleep(left);
    return false;
  }
}
