import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { RouteRules, type TokenSettings } from '@lotsen/access';
import { allTopics } from '@lotsen/contracts';
import {
  ConsumerGroup,
  ConsumerGroupStrategy,
  EmbeddedLogTransport,
  KafkaTransport,
  OutboxRelay,
  type Transport,
  withTraceparent,
} from '@lotsen/messaging';
import { type AggregateStore, databaseUrlOf, ensureDatabase } from '@lotsen/persistence';
import { type INestApplication, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { serviceLogger } from './logging.js';
import { completed } from './open-api.js';
import { ProblemFilter } from './problem.filter.js';
import { ServiceModule } from './service.module.js';
import type { ServiceDefinition } from './service-definition.js';
import { type ServiceName, serviceNames } from './services.js';
import type { Settings } from './settings.js';
import { AGGREGATE_STORES, type Clock } from './tokens.js';
import { assertShallow, requestValidation } from './validation.js';

export interface RunningService {
  readonly name: ServiceName;
  readonly url: string;
  readonly app: INestApplication;
  /** Takes no more requests, finishes what it reads, publishes what is left, and closes. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly settings: Settings;
  /** URL of any database of the server. */
  readonly databaseServer: string;
  readonly clock?: Clock;
}

/** Who issues the tokens that count; the embedded provider lives under the portal. */
export function tokenSettings(settings: Settings): TokenSettings {
  const issuer = settings.issuer ?? `${settings.publicUrl}/oidc`;
  const { audience, rolesClaim, organisationClaim } = settings;
  return {
    issuer,
    jwksUrl: settings.jwksUrl ?? `${settings.serviceUrls.portal}/oidc/jwks`,
    audience,
    rolesClaim,
    organisationClaim,
  };
}

export async function startService(definition: ServiceDefinition, options: StartOptions): Promise<RunningService> {
  const { settings, databaseServer } = options;
  const database = `lotsen_${definition.name}`;
  await ensureDatabase(databaseServer, database);
  const databaseUrl = databaseUrlOf(databaseServer, database);
  const transport = await connectTransport(definition.name, settings, databaseServer);

  const parts = {
    settings,
    databaseUrl,
    transport,
    tokens: tokenSettings(settings),
    clock: options.clock ?? (() => new Date()),
  };
  const app = await NestFactory.create<NestExpressApplication>(await ServiceModule.of(definition, parts), {
    logger: serviceLogger(definition.name, settings),
    abortOnError: false,
    bodyParser: false,
  }).catch(async (error: Error) => {
    await transport.close();
    throw error;
  });
  const relay = new OutboxRelay(databaseUrl, transport);
  try {
    definition.prepare?.(app, settings);
    prepareHttp(app);
    publishOpenApi(app, definition.name);
    app.connectMicroservice({ strategy: new ConsumerGroupStrategy(app.get(ConsumerGroup)) });
    await app.init();
    app.get(RouteRules).assertComplete();
    await announceWhatIsDue(app.get<AggregateStore<unknown>[]>(AGGREGATE_STORES), transport, app.get(DataSource));
    relay.start();
    await app.startAllMicroservices();
    const port = settings.basePort + serviceNames.indexOf(definition.name);
    await app.listen(port, settings.host);
  } catch (error) {
    await relay.stop();
    await app.close();
    await transport.close();
    throw error;
  }
  return {
    name: definition.name,
    url: await app.getUrl(),
    app,
    stop: async () => {
      await app.close();
      await relay.stop();
      await transport.close();
    },
  };
}

async function connectTransport(name: ServiceName, settings: Settings, databaseServer: string): Promise<Transport> {
  let transport: Transport;
  if (settings.brokers.length > 0) transport = new KafkaTransport(settings.brokers, `lotsen-${name}`);
  else {
    await ensureDatabase(databaseServer, 'lotsen_log');
    transport = new EmbeddedLogTransport(databaseUrlOf(databaseServer, 'lotsen_log'));
  }
  await transport.connect();
  await transport.ensureTopics(allTopics);
  return transport;
}

/**
 * What the log does not have yet is announced: all, where the log has nothing of a topic (it was put in place just now), and
 * the topics whose aggregates a migration changed.
 */
async function announceWhatIsDue(
  stores: readonly AggregateStore<unknown>[],
  transport: Transport,
  source: DataSource,
): Promise<void> {
  const changed = await source.query<{ topic: string }[]>('SELECT topic FROM to_announce');
  for (const store of stores) {
    if (!store.topic) continue;
    const { name } = store.topic;
    const ends = await transport.endOffsets(name);
    const isEmpty = [...ends.values()].every((end) => end === 0);
    if (!isEmpty && !changed.some(({ topic }) => topic === name)) continue;
    const announced = await store.republish();
    await source.query('DELETE FROM to_announce WHERE topic = $1', [name]);
    if (announced > 0) new Logger('log').log(`Announced ${announced} of ${name}`);
  }
}

/** `verify` is the parser's own option, which Nest's types leave out. */
const jsonParser: { limit: string } & Record<'verify', unknown> = {
  limit: '2mb',
  verify: (_request: Request, _response: Response, body: Buffer) => assertShallow(body),
};

/** What every HTTP face shares. */
function prepareHttp(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  // Our ETags are versions; Express would make others from the bodies.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.useBodyParser('json', jsonParser);
  app.use((request: Request, _response: Response, next: NextFunction) => {
    const given = request.headers.traceparent?.toString() ?? '';
    withTraceparent(traceparentPattern.test(given) ? given : newTraceparent(), next);
  });
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter());
}

function publishOpenApi(app: INestApplication, name: ServiceName): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Lotsen: ${name}`)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const rules = app.get(RouteRules);
  SwaggerModule.setup('internal/api', app, () => completed(SwaggerModule.createDocument(app, config), rules.list()), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: name === 'portal' ? 'v1/portal/openapi.json' : 'openapi.json',
  });
}

/** W3C Trace Context, version 00. */
const traceparentPattern = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/u;

/** For a request that came without one. */
function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
