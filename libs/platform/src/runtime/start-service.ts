import 'reflect-metadata';
import type { IncomingMessage, Server } from 'node:http';
import { callerIn, RouteRules, TokenVerifier } from '@lotsen/access';
import { allTopics } from '@lotsen/contracts';
import {
  ConsumerGroup,
  ConsumerGroupStrategy,
  EmbeddedLogTransport,
  OutboxRelay,
  type Telemetry,
  type Transport,
} from '@lotsen/messaging';
import { type AggregateStore, databaseUrlOf, ensureDatabase } from '@lotsen/persistence';
import { type ConsoleLogger, type INestApplication, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { ChangeFeed } from '../background/index.js';
import {
  admission,
  answersWithin,
  assertBounded,
  bodyInTime,
  limits,
  openApiOf,
  ProblemFilter,
  requestValidation,
} from '../http/index.js';
import { processLogger, startTelemetry, watchedRequests } from '../observability/index.js';
import { type ServiceName, serviceNames } from '../service-names.js';
import { type Settings, tokenSettings } from '../settings/index.js';
import { AGGREGATE_STORES, type Clock } from '../tokens.js';
import { ServiceModule } from './service.module.js';
import type { ServiceDefinition } from './service-definition.js';

export interface RunningService {
  readonly name: ServiceName;
  readonly url: string;
  readonly app: INestApplication;
  /** Accepts no more requests, finishes the records in progress, publishes what is left in the outbox, and closes. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly settings: Settings;
  /** URL of any database of the server. */
  readonly databaseServer: string;
  readonly clock?: Clock;
  /** The logger of the process, if several services run in one. */
  readonly logger?: ConsoleLogger;
}

export async function startService(definition: ServiceDefinition, options: StartOptions): Promise<RunningService> {
  const { settings, databaseServer } = options;
  const database = `lotsen_${definition.name}`;
  await ensureDatabase(databaseServer, database);
  const databaseUrl = databaseUrlOf(databaseServer, database);
  // What has been started; it is closed from the last to the first.
  const started: (() => Promise<unknown>)[] = [];
  try {
    const { telemetry, stop: stopTelemetry } = await startTelemetry(definition.name, settings);
    started.push(stopTelemetry);
    const transport = await transportOf(definition.name, settings, databaseServer);
    started.push(() => transport.close());
    await transport.connect();
    await transport.ensureTopics(allTopics);
    const relay = new OutboxRelay(databaseUrl, transport, telemetry);
    started.push(() => relay.stop());
    const parts = {
      settings,
      databaseUrl,
      transport,
      tokens: tokenSettings(settings),
      telemetry,
      clock: options.clock ?? (() => new Date()),
    };
    const app = await NestFactory.create<NestExpressApplication>(await ServiceModule.of(definition, parts), {
      logger: options.logger ?? processLogger(`lotsen-${definition.name}`, settings),
      abortOnError: false,
      bodyParser: false,
    });
    const feed = app.get(ChangeFeed);
    started.push(
      () => feed.stop(),
      () => closeHttp(app),
    );
    watchAndLimit(app, telemetry, settings, definition.name);
    definition.prepare?.(app, settings);
    prepareHttp(app);
    publishOpenApi(app, definition.name);
    app.connectMicroservice({ strategy: new ConsumerGroupStrategy(app.get(ConsumerGroup)) });
    await app.init();
    app.get(RouteRules).assertComplete();
    await feed.start();
    await announceWhatIsDue(app.get<AggregateStore<unknown>[]>(AGGREGATE_STORES), transport, app.get(DataSource));
    relay.start();
    await app.startAllMicroservices();
    const port = settings.basePort + serviceNames.indexOf(definition.name);
    await app.listen(port, settings.host);
    return {
      name: definition.name,
      url: await app.getUrl(),
      app,
      stop: async () => {
        for (const close of started.toReversed()) await close();
      },
    };
  } catch (error) {
    // What cannot be closed hides neither the cause nor what is still open.
    for (const close of started.toReversed()) await close().catch(() => undefined);
    throw error;
  }
}

/** A connection that becomes idle while the server closes would keep it open for as long as its client keeps it. */
async function closeHttp(app: INestApplication): Promise<void> {
  const server: Server = app.getHttpServer();
  const closing = setInterval(() => server.closeIdleConnections(), 50);
  await app.close().finally(() => clearInterval(closing));
}

async function kafka(brokers: readonly string[], clientId: string): Promise<Transport> {
  const { KafkaTransport } = await import('@lotsen/messaging/kafka');
  return new KafkaTransport(brokers, clientId);
}

async function embeddedLog(databaseServer: string): Promise<Transport> {
  await ensureDatabase(databaseServer, 'lotsen_log');
  return new EmbeddedLogTransport(databaseUrlOf(databaseServer, 'lotsen_log'));
}

const transportOf = (name: ServiceName, settings: Settings, databaseServer: string): Promise<Transport> =>
  settings.brokers.length > 0 ? kafka(settings.brokers, `lotsen-${name}`) : embeddedLog(databaseServer);

/**
 * Publishes again what the log does not have yet: all aggregates of a topic that is empty (a new log), and of a topic
 * whose aggregates a migration changed.
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

/** `verify` is an option of the parser that Nest's types leave out. */
const jsonParser: { limit: string; type(request: IncomingMessage): boolean } & Record<'verify', unknown> = {
  limit: '2mb',
  // The body of a request without a token is not read: no public route takes JSON.
  type: (request) => callerIn(request) !== undefined && Boolean((request as Request).is('application/json')),
  verify: (_request: Request, _response: Response, body: Buffer, encoding: string) => assertBounded(body, encoding),
};

/** Installs what runs before everything that answers, the portal's gateway included. */
function watchAndLimit(app: NestExpressApplication, telemetry: Telemetry, settings: Settings, name: ServiceName): void {
  // Express trusts the addresses that this many proxies added to X-Forwarded-For, and no earlier ones. Before the other
  // services, the portal is one more proxy.
  app.set('trust proxy', settings.proxies + (name === 'portal' ? 0 : 1));
  app.use(watchedRequests(telemetry));
  app.use(admission(app.get(TokenVerifier), publicPaths(app, name)));
  for (const limit of limits(settings.requestsAMinute)) app.use(limit);
  app.use(bodyInTime);
}

/** Whether everybody may read what is at a path: true for the public routes and the API document. */
function publicPaths(app: INestApplication, name: ServiceName): (path: string) => boolean {
  const routes = app.get(RouteRules).list();
  const paths = new Set(routes.filter(({ rule }) => rule?.kind === 'public').map(({ path }) => path));
  paths.add(documentPath(name));
  return (path) => paths.has(path);
}

const documentPath = (name: ServiceName) => (name === 'portal' ? '/v1/portal/openapi.json' : '/openapi.json');

const longestAnswerMs = 40_000;

/** The HTTP settings that all services share. */
function prepareHttp(app: NestExpressApplication): void {
  const server = app.getHttpServer() as Server;
  // An hour, because an import is read only as fast as its rows are stored. `bodyInTime` ends other slow requests.
  server.requestTimeout = 3_600_000;
  server.headersTimeout = 15_000;
  // The gateway closes an idle connection well before (`idleMs` in services/portal/src/gateway/gateway.ts).
  server.keepAliveTimeout = 30_000;
  app.use(answersWithin(longestAnswerMs));
  app.disable('x-powered-by');
  // Our ETags are versions; Express would compute others from the bodies.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.useBodyParser('json', jsonParser);
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter());
}

function publishOpenApi(app: INestApplication, name: ServiceName): void {
  const rules = app.get(RouteRules);
  SwaggerModule.setup('internal/api', app, () => openApiOf(app, name, rules.list()), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: documentPath(name).slice(1),
  });
}
