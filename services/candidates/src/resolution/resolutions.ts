import type { PersonalData } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { erase, resolve } from './resolution.js';
import { ResolutionStore } from './resolution.store.js';

const atOnce = 100;

/** Tells the other services which organisation gave the numbers of which ids, and nothing else of the persons. */
@Injectable()
export class Resolutions {
  constructor(private readonly store: ResolutionStore) {}

  async run(ids: readonly string[], organisation: string): Promise<void> {
    // In one order, so that two who resolve the same at once cannot wait for each other.
    const each = [...new Set(ids)].sort();
    for (let at = 0; at < each.length; at += atOnce) {
      const some = each.slice(at, at + atOnce);
      await this.store.runMany(some.map((id) => ({ id, decide: resolve(organisation) })));
    }
  }

  async erase(manager: EntityManager, id: string): Promise<void> {
    await this.store.runAll(manager, [{ id, decide: erase }]);
  }

  /** For the access export; its erasure begins here (see PersonErasure). */
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
