import { AccessModule, MEMBERSHIPS, type TokenSettings } from '@lotsen/access';
import { ConsumerGroup, DeadLetters, type Telemetry, type Transport } from '@lotsen/messaging';
import { openDatabase } from '@lotsen/persistence';
import { type DynamicModule, Injectable, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChangeFeed, Reread } from '../background/index.js';
import { Gauges, HealthController, MetricsController, Readiness } from '../observability/index.js';
import { OperationsController } from '../operations/index.js';
import { Organisations, OrganisationsConsumer } from '../organisations/index.js';
import {
  ErasureConsumer,
  ErasureReceipts,
  Persons,
  PersonsConsumer,
  ReadLog,
  ReceiptEntity,
} from '../persons/index.js';
import type { Settings } from '../settings/index.js';
import { CLOCK, type Clock, FROM_LOG, SETTINGS, TELEMETRY, TRANSPORT } from '../tokens.js';
import type { ServiceDefinition } from './service-definition.js';
import { Platform1700000000003 } from './tables.js';

export interface ServiceParts {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly transport: Transport;
  readonly tokens: TokenSettings;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Closes the database last, when nothing writes any more. */
@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  onApplicationShutdown(): Promise<void> {
    return this.source.destroy();
  }
}

/** The parts that every service has, around its own module. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's modules are classes
export class ServiceModule {
  static async of(definition: ServiceDefinition, parts: ServiceParts): Promise<DynamicModule> {
    const own = isClass(definition.module) ? definition.module : await definition.module(parts.settings);
    return {
      module: ServiceModule,
      global: true,
      imports: [AccessModule.forRoot(parts.tokens), own],
      controllers: [
        HealthController,
        MetricsController,
        OperationsController,
        OrganisationsConsumer,
        ...(definition.receipts ? [ErasureConsumer] : []),
        ...(definition.keepsPersons ? [PersonsConsumer] : []),
      ],
      providers: [
        {
          provide: DataSource,
          useFactory: () =>
            openDatabase(
              parts.databaseUrl,
              [...definition.entities, ReceiptEntity],
              [Platform1700000000003, ...definition.migrations],
            ),
        },
        DatabaseCloser,
        { provide: SETTINGS, useValue: parts.settings },
        { provide: TRANSPORT, useValue: parts.transport },
        { provide: CLOCK, useValue: parts.clock },
        { provide: TELEMETRY, useValue: parts.telemetry },
        { provide: ChangeFeed, useFactory: () => new ChangeFeed(parts.databaseUrl) },
        Gauges,
        Readiness,
        {
          provide: ConsumerGroup,
          useFactory: (source: DataSource) => {
            const { name, gatherMs = 250 } = definition;
            return new ConsumerGroup(`lotsen-${name}`, source, parts.transport, parts.telemetry, gatherMs);
          },
          inject: [DataSource],
        },
        {
          provide: FROM_LOG,
          useValue: [
            'known_organisation',
            ...(definition.keepsPersons ? ['known_person'] : []),
            ...(definition.fromLog ?? []),
          ],
        },
        ...(definition.keepsPersons ? [Persons] : []),
        Reread,
        Organisations,
        { provide: MEMBERSHIPS, useExisting: Organisations },
        ReadLog,
        {
          provide: ErasureReceipts,
          useFactory: (source: DataSource) => new ErasureReceipts(source, definition.receipts, parts.clock),
          inject: [DataSource],
        },
        { provide: DeadLetters, useFactory: (source: DataSource) => new DeadLetters(source), inject: [DataSource] },
      ],
      exports: [
        DataSource,
        SETTINGS,
        TRANSPORT,
        CLOCK,
        TELEMETRY,
        ChangeFeed,
        ConsumerGroup,
        DeadLetters,
        Reread,
        Organisations,
        MEMBERSHIPS,
        ReadLog,
        ErasureReceipts,
        Readiness,
        ...(definition.keepsPersons ? [Persons] : []),
      ],
    };
  }
}

/** Whether it is the class of a module, and not a function that makes a module. */
const isClass = (module: ServiceDefinition['module']): module is Type => /^class\b/u.test(String(module));
