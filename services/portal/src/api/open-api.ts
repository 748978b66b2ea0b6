import { type ServiceName, type Settings, serviceNames } from '@lotsen/platform';

/** The parts of a service's API document that are merged with the others'. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, object>>;
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
}

const references = /(#\/components\/schemas\/)(\w+)/gu;
/**
 * Request DTOs of two services may have the same name. Response schemas have names from @lotsen/api, which are the same
 * everywhere.
 */
const isInput = (name: string) => name.endsWith('Dto');

/** Merges the documents of the services that answer. */
export async function servedOpenApi({ serviceUrls, publicUrl }: Settings): Promise<object> {
  const documents = new Map<ServiceName, OpenApi>();
  const missing: string[] = [];
  for (const service of serviceNames) {
    try {
      const own = service === 'portal' ? '/v1/portal/openapi.json' : '/openapi.json';
      const response = await fetch(`${serviceUrls[service]}${own}`, { signal: AbortSignal.timeout(2000) });
      // An overloaded service answers too, but not with its document.
      if (response.ok) documents.set(service, (await response.json()) as OpenApi);
      else missing.push(service);
    } catch {
      missing.push(service);
    }
  }
  const { info, ...merged } = mergedOpenApi(documents);
  const away = missing.length > 0 ? ` Not answering now: ${missing.join(', ')}.` : '';
  return { ...merged, info: { ...info, description: `${info.description}${away}` }, servers: [{ url: publicUrl }] };
}

/**
 * Merges the documents of the services: /v1/SERVICE unchanged, each service's operations under /v1/operations/SERVICE.
 */
export function mergedOpenApi(documents: ReadonlyMap<ServiceName, OpenApi>) {
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = {};
  const tags = new Map(
    [...documents.values()].flatMap((one) => (one.tags ?? []).map((tag) => [tag.name, tag] as const)),
  );
  for (const [service, document] of documents) {
    const nameOf = (name: string) => (isInput(name) ? `${service}.${name}` : name);
    const renamed = JSON.stringify(document).replace(references, (_, at: string, name: string) => at + nameOf(name));
    const named = JSON.parse(renamed) as OpenApi;
    for (const [path, item] of Object.entries(named.paths)) {
      if (path.startsWith('/v1/')) paths[path] = item;
      else if (path.startsWith('/operations/'))
        paths[path.replace('/operations/', `/v1/operations/${service}/`)] = item;
    }
    for (const [name, schema] of Object.entries(named.components?.schemas ?? {})) schemas[nameOf(name)] = schema;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lotsen',
      version: '1',
      description: 'Who fits what, and why.',
      contact: { name: 'Whoever operates this installation' },
      license: { name: 'EUPL-1.2', url: 'https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
    },
    servers: [{ url: 'http://127.0.0.1:4700', description: 'As `npm start` opens it' }],
    security: [{ bearer: [] }],
    tags: [...tags.values()],
    paths: withUniqueOperations(paths),
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }, schemas },
  };
}

/** Operation ids must be unique in one document, but each service generated its own. */
function withUniqueOperations(paths: Record<string, object>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(
        Object.entries(item as Record<string, object>).map(([method, operation]) => {
          const words = [method, ...path.replace(/^\/v1\//u, '').split(/[/{}]+/u)].filter(Boolean);
          return [method, { ...operation, operationId: words.join('-') }];
        }),
      ),
    ]),
  );
}
