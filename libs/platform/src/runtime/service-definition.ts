import type { Topic } from '@lotsen/contracts';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { ServiceName } from '../service-names.js';
import { type Settings } from '../settings/index.js';

/** A service, before it runs. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type | ((settings: Settings) => Promise<DynamicModule>);
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Its tables that hold what the log says, and nothing else: emptied when it reads the log again. */
  readonly fromLog?: readonly string[];
  /** Whether it keeps who may act for which person (Persons); then KnownPersons is one of its migrations. */
  readonly keepsPersons?: boolean;
  /** How long it lets events gather while there are many, in milliseconds; one that comes alone is taken in at once. */
  readonly gatherMs?: number;
  /** Where it says what it erased of a person; null where it holds nothing of persons. */
  readonly receipts: Topic | null;
  /** Puts what has to come before everything else into place (the portal's gateway). */
  prepare?(app: NestExpressApplication, settings: Settings): void;
}
