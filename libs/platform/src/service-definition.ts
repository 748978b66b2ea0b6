import type { Type } from '@nestjs/common';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { ServiceName } from './services.js';

/** A domain service, before it runs. */
export interface ServiceDefinition {
  readonly name: Exclude<ServiceName, 'portal'>;
  readonly module: Type;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}
