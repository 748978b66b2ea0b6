import { topics } from '@lotsen/contracts';
import { EventSigner } from '@lotsen/messaging';
import { announcesAnew } from '@lotsen/persistence';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ProposalStore } from './proposal.store.js';

const { name: topic } = topics.proposal;

/**
 * Another key than the one that signed last, or the first one: all proposals are announced once more, signed with it and as
 * their next versions, for candidates takes in what is newer. Of several instances that start with it one does it.
 */
@Injectable()
export class ProposalSigning implements OnModuleInit {
  constructor(
    private readonly proposals: ProposalStore,
    private readonly signer: EventSigner,
  ) {}

  /** Before what is due is announced. */
  async onModuleInit(): Promise<void> {
    await this.proposals.transaction(async (manager) => {
      // Whoever comes second waits here for the first to commit, and then finds nothing to change.
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
