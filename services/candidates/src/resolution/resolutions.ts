import type { PersonalData } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { erase, resolve } from './resolution.js';
import { ResolutionStore } from './resolution.store.js';

const atOnce = 100;

/** Publishes which organisation gave the numbers of which ids, and nothing else about the persons. */
@Injectable()
export class Resolutions {
  constructor(private readonly store: ResolutionStore) {}

  async run(ids: readonly string[], organisation: string): Promise<void> {
    // Sorted, so that two concurrent requests for the same ids cannot deadlock.
    const each = [...new Set(ids)].sort();
    for (let at = 0; at < each.length; at += atOnce) {
      const some = each.slice(at, at + atOnce);
      await this.store.runMany(some.map((id) => ({ id, decide: resolve(organisation) })));
    }
  }

  async erase(manager: EntityManager, id: string): Promise<void> {
    await this.store.runAll(manager, [{ id, decide: erase }]);
  }

  /** For the access export. `erase` does nothing: this service starts the erasure itself (see PersonErasure). */
  get personal(): PersonalData {
    return {
      kind: 'resolutions',
      held: async (id) => {
        const row = await this.store.find(id);
        return row ? [row.state] : [];
      },
      erase: async () => ({ erased: 0 }),
    };
  }
}
