import type { Topic } from '@lotsen/contracts';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { ServiceName } from '../service-names.js';
import type { Settings } from '../settings/index.js';

/** What a service is started from. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type | ((settings: Settings) => Promise<DynamicModule>);
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Its tables that hold only what the log says. They are emptied when the service reads the log again. */
  readonly fromLog?: readonly string[];
  /** Whether it stores who may act for which person (Persons). Then KnownPersons has to be one of its migrations. */
  readonly keepsPersons?: boolean;
  /** How long it collects events under load, in milliseconds. An event that arrives alone is consumed at once. */
  readonly gatherMs?: number;
  /** The topic of its erasure receipts; null if it gives none: the portal, and candidates, where erasures begin. */
  readonly receipts: Topic | null;
  /** Installs what has to come before everything else (the portal's gateway). */
  prepare?(app: NestExpressApplication, settings: Settings): void;
}
