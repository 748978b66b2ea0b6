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
    // Reveals nothing of what the caller may not see: the answer takes as long as for an id that does not exist.
    const awaited = id && this.seeing.mayKnowOf(id, actor) ? Number(version) : Number.POSITIVE_INFINITY;
    // Asked again: while it waited, the id may have turned out to be that of a person whom the caller may not see.
    const known = !id || ((await this.facts.waitFor(id, awaited, waitMs)) && this.seeing.mayKnowOf(id, actor));
    return { ...(await ask()), stale: !known || this.reread.running };
  }
}
