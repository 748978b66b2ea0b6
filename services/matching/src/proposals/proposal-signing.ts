import { topics } from '@lotsen/contracts';
import { EventSigner } from '@lotsen/messaging';
import { announcesAnew } from '@lotsen/persistence';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ProposalStore } from './proposal.store.js';

const { name: topic } = topics.proposal;

/**
 * If the key is not the one that signed last, or no key has signed yet, has all proposals published again, signed with
 * it. They get their next versions, because the candidates service consumes only newer ones. If several instances start
 * with a new key, one of them does this.
 */
@Injectable()
export class ProposalSigning implements OnModuleInit {
  constructor(
    private readonly proposals: ProposalStore,
    private readonly signer: EventSigner,
  ) {}

  /** Runs before the start publishes the topics in to_announce. */
  async onModuleInit(): Promise<void> {
    await this.proposals.transaction(async (manager) => {
      // A second instance waits here until the first has committed, and then changes nothing.
      const changed = await manager.query<unknown[]>(
        `INSERT INTO signed_with VALUES ($1, $2)
         ON CONFLICT (topic) DO UPDATE SET fingerprint = EXCLUDED.fingerprint
         WHERE signed_with.fingerprint <> EXCLUDED.fingerprint RETURNING topic`,
        [topic, this.signer.fingerprint],
      );
      if (changed.length > 0) await announcesAnew(manager, 'proposal', topic);
    });
  }
}
