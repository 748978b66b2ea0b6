import { type Proposal as ProposalEvent, topics } from '@lotsen/contracts';
import { type AggregateState, EventSigner } from '@lotsen/messaging';
import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Proposal } from './proposal.js';

export interface ProposalLookup {
  candidate: string;
  target: string | null;
  status: string;
  officer: string | null;
  employer: string | null;
}

export const ProposalEntity = aggregateEntity<Proposal, ProposalLookup>('proposal', {
  candidate: { type: 'uuid' },
  target: { type: 'uuid', nullable: true },
  status: { type: 'text' },
  officer: { type: 'text', nullable: true },
  employer: { type: 'text', nullable: true },
});

/** What the other services may know of a proposal. */
export function proposalEventOf(proposal: Proposal, { id, version }: AggregateState): ProposalEvent {
  const { yes: _, known: _known, acted: _acted, ...shared } = proposal;
  return { id, version, ...shared };
}

@Injectable()
export class ProposalStore extends AggregateStore<Proposal, ProposalLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock, signer: EventSigner) {
    super(
      source,
      {
        name: { sv: 'Förslaget', en: 'proposal' },
        entity: ProposalEntity,
        topic: topics.proposal,
        lookup: ({ candidate, target, status, officer, employer, reached }) => ({
          candidate,
          target: target?.id ?? null,
          status,
          officer,
          employer: reached.sent ? employer : null,
        }),
        // The employer has no access before the proposal is sent.
        sides: ({ officer, employer, reached }) => ({
          officer: { organisation: officer },
          employer: { organisation: reached.sent ? employer : null },
        }),
        owned: { by: { officer: 'officer', employer: 'employer' } },
        event: proposalEventOf,
        isGone: ({ status }) => status === 'erased',
        // A release opens the vault, so the candidates service verifies that matching made it.
        signer,
      },
      clock,
    );
  }
}
