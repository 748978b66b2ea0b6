import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { candidateProfileOf } from './candidate.event.js';
import type { Candidate } from './candidate.js';

export interface CandidateLookup {
  status: string;
  organisation: string | null;
  sharedWith: string[];
}

export const CandidateEntity = aggregateEntity<Candidate, CandidateLookup>('candidate', {
  status: { type: 'text' },
  organisation: { type: 'text', nullable: true },
  sharedWith: { type: 'text', array: true, name: 'shared_with' },
});

@Injectable()
export class CandidateStore extends AggregateStore<Candidate, CandidateLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Personen', en: 'person' },
        entity: CandidateEntity,
        topic: topics.candidateProfile,
        lookup: ({ status, organisation, sharedWith }) => ({ status, organisation, sharedWith: [...sharedWith] }),
        // An erased person has no organisation here, so every organisation gets the same answer as for an unknown id.
        // That somebody is registered is itself a disclosure (OSL 10:1; JO 3185-2017).
        sides: ({ organisation, sharedWith }) => ({ owner: { organisation, sharedWith } }),
        owned: { by: { owner: 'organisation' }, sharedWith: 'sharedWith' },
        event: candidateProfileOf,
        isGone: ({ status }) => status === 'erased',
      },
      clock,
    );
  }
}
