import { type Settings, serviceNames } from '@lotsen/platform';

interface OpenApi {
  paths: Record<string, object>;
  components?: { schemas?: Record<string, object> };
}

const schemasAt = '#/components/schemas/';

/** The services' documents as one: /v1/SERVICE as it is, each service's operations under /v1/operations/SERVICE. */
export async function mergedOpenApi(settings: Settings): Promise<object> {
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = {};
  const missing: string[] = [];
  for (const service of serviceNames) {
    try {
      const own = service === 'portal' ? '/v1/portal/openapi.json' : '/openapi.json';
      const response = await fetch(`${settings.serviceUrls[service]}${own}`, {
        signal: AbortSignal.timeout(2000),
      });
      // Two services may each have a schema of one name.
      const named = (await response.text()).replaceAll(schemasAt, `${schemasAt}${service}.`);
      const document = JSON.parse(named) as OpenApi;
      for (const [path, item] of Object.entries(document.paths)) {
        if (path.startsWith('/v1/')) paths[path] = item;
        else if (path.startsWith('/operations/'))
          paths[path.replace('/operations/', `/v1/operations/${service}/`)] = item;
      }
      for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
        schemas[`${service}.${name}`] = schema;
      }
    } catch {
      missing.push(service);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lotsen',
      version: '1',
      description: `Who fits what, and why.${missing.length > 0 ? ` Not answering now: ${missing.join(', ')}.` : ''}`,
    },
    servers: [{ url: settings.publicUrl }],
    security: [{ bearer: [] }],
    paths: withUniqueOperations(paths),
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }, schemas },
  };
}

/** Operation ids must be unique in one document; each service made its own. */
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
