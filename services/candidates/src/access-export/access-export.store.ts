import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AccessExport } from './access-export.js';

export interface AccessExportLookup {
  candidate: string;
}

export const AccessExportEntity = aggregateEntity<AccessExport, AccessExportLookup>('access_export', {
  candidate: { type: 'uuid' },
});

@Injectable()
export class AccessExportStore extends AggregateStore<AccessExport, AccessExportLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Begäran om registerutdrag', en: 'request for an export' },
        entity: AccessExportEntity,
        topic: null,
        lookup: ({ candidate }) => ({ candidate }),
        sides: () => ({}),
        owned: { by: {} },
        event: () => null,
      },
      clock,
    );
  }
}
