import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Supervisor } from './supervisor.js';

export interface SupervisorLookup {
  organisation: string | null;
}

export const SupervisorEntity = aggregateEntity<Supervisor, SupervisorLookup>('supervisor', {
  organisation: { type: 'text', nullable: true },
});

@Injectable()
export class SupervisorStore extends AggregateStore<Supervisor, SupervisorLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Handledaren', en: 'supervisor' },
        entity: SupervisorEntity,
        // Not published: only the workplace needs it. Other services see the number of places left.
        topic: null,
        lookup: ({ organisation }) => ({ organisation }),
        sides: ({ organisation }) => ({ owner: { organisation } }),
        owned: { by: { owner: 'organisation' } },
        event: () => null,
      },
      clock,
    );
  }
}
