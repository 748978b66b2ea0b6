import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RouteRule, RouteRules } from '@lotsen/access';
import type { Refusals } from '@lotsen/api';
import { candidatesService } from '@lotsen/candidates';
import { matchingService } from '@lotsen/matching';
import { placementsService } from '@lotsen/placements';
import { readSettings, type ServiceDefinition, type ServiceName, tokenSettings } from '@lotsen/platform';
import { portalService } from '@lotsen/portal';
import { vacanciesService } from '@lotsen/vacancies';
import { validationsService } from '@lotsen/validations';
import type { DynamicModule, Type } from '@nestjs/common';
import { type DiscoveryService, MetadataScanner, NestFactory, Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import type * as openApiModule from '../../libs/platform/src/http/open-api.js';
import type * as serviceModule from '../../libs/platform/src/runtime/service.module.js';
import { type NamedId, namedIdsOf } from './named-ids.js';
import { refusalsOf } from './refusals.js';
import { load } from './workspace.js';

/** A controller as its decorators describe it. */
export interface Described {
  readonly name: string;
  /** Heading of its routes in the API document. */
  readonly tag: string;
  readonly routes: readonly RouteRule[];
  /** What each route does, by `METHOD path`. */
  readonly summaries: ReadonlyMap<string, string>;
  /** The ids in their bodies and queries. */
  readonly ids: readonly (NamedId & { readonly route: string })[];
  /** Names of the topics that it reads. */
  readonly reads: readonly string[];
}

export interface DescribedService {
  readonly name: ServiceName;
  readonly own: readonly Described[];
  /** What every service has: health, operations, and the readers of topics that all services need. */
  readonly platform: readonly Described[];
  /** Its API document. */
  readonly document: OpenAPIObject;
}

const definitions: readonly ServiceDefinition[] = [
  portalService,
  candidatesService,
  validationsService,
  vacanciesService,
  placementsService,
  matchingService,
];

/** Describes every service without starting it, from the decorators of its controllers and the refusals in the code. */
export async function describeServices(): Promise<{ services: DescribedService[]; refusals: Refusals }> {
  const { ServiceModule } = await load<typeof serviceModule>('libs/platform/src/runtime/service.module.ts');
  // The documents include the demo sign-in, which keeps its key in the data folder, so this makes a temporary folder.
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-docs-'));
  const settings = readSettings({ LOTSEN_DATA: folder });
  const parts = {
    settings,
    databaseUrl: '',
    transport: undefined as never,
    tokens: tokenSettings(settings),
    clock: () => new Date(0),
    telemetry: undefined as never,
  };
  try {
    const modules = await Promise.all(definitions.map((definition) => ServiceModule.of(definition, parts)));
    const found = modules.map((module, at) => controllersIn(module, definitions[at] as ServiceDefinition));
    const refusals = await refusalsOf(found.flatMap(routesIn));
    return { services: await Promise.all(found.map((one) => described(one, refusals))), refusals };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Controllers extends Pick<DescribedService, 'name' | 'own' | 'platform'> {
  readonly module: DynamicModule;
}

function controllersIn(module: DynamicModule, { name }: ServiceDefinition): Controllers {
  const ofItsOwn = (module.imports ?? []).flatMap((part) => controllersOf(part as Part));
  const own = ofItsOwn.map((one) => describe(one, name));
  return { name, module, own, platform: controllersOf(module).map((one) => describe(one, 'every service')) };
}

async function described({ module, name, own, platform }: Controllers, refusals: Refusals): Promise<DescribedService> {
  const { openApiOf } = await load<typeof openApiModule>('libs/platform/src/http/open-api.ts');
  // In preview mode Nest creates nothing: it opens no database, and calls no constructor.
  const app = await NestFactory.create(module, { preview: true, logger: false, bodyParser: false });
  return { name, own, platform, document: openApiOf(app, name, routesIn({ own, platform }), refusals) };
}

const routesIn = ({ own, platform }: Pick<Controllers, 'own' | 'platform'>): RouteRule[] =>
  [...own, ...platform].flatMap(({ routes }) => routes);

type Part = Type | DynamicModule;

const controllersOf = (part: Part): Type[] =>
  'module' in part
    ? (part.controllers ?? [])
    : ((Reflect.getMetadata('controllers', part) as Type[] | undefined) ?? []);

function describe(controller: Type, fallback: string): Described {
  const routes = routesOf(controller);
  const [tag] = (Reflect.getMetadata('swagger/apiUseTags', controller) as string[] | undefined) ?? [];
  return {
    name: controller.name,
    tag: tag ?? fallback,
    routes,
    summaries: new Map(routes.map((route) => [`${route.method} ${route.path}`, summaryOf(controller, route)])),
    ids: routes.flatMap(({ method, path, handler }) =>
      namedIdsOf(controller.prototype as object, handler.split('.').at(-1) ?? '').map((id) => ({
        ...id,
        route: `${method} ${path}`,
      })),
    ),
    reads: methodsOf(controller).flatMap(
      (method) => (Reflect.getMetadata('microservices:pattern', method) as string[] | undefined) ?? [],
    ),
  };
}

const scanner = new MetadataScanner();

/** The routes as a started service lists them. There Nest provides the controllers; here an object stands in for it. */
function routesOf(controller: Type): readonly RouteRule[] {
  const found = { getControllers: () => [{ instance: Object.create(controller.prototype), metatype: controller }] };
  const rules = new RouteRules(found as unknown as DiscoveryService, scanner, new Reflector());
  rules.assertComplete();
  return rules.list().map((route) => ({ ...route, path: route.path.replace(/(?<=.)\/$/u, '') }));
}

const summaryOf = ({ prototype }: Type, { handler }: RouteRule): string => {
  const method = (prototype as Record<string, object>)[handler.split('.').at(-1) ?? ''] ?? {};
  return (Reflect.getMetadata('swagger/apiOperation', method) as { summary?: string } | undefined)?.summary ?? '';
};

const methodsOf = ({ prototype }: Type): object[] =>
  scanner.getAllMethodNames(prototype as object).map((name) => prototype[name] as object);
