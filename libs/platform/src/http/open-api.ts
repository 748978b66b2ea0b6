import { documentedPath, operationName, type RouteRule, type Rule, type Scope } from '@lotsen/access';
import { Held, heldBy, problemOf, type Refusals, refusals as readRefusals, tags } from '@lotsen/api';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ServiceName } from '../service-names.js';

const problem = (codes: Refusals[string] = []) => ({
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: problemOf(codes) } },
});

interface Parameter {
  readonly name: string;
  readonly in: string;
}

/**
 * Builds the API document of a service from the decorators of its controllers alone. The service does not have to run.
 * @param refusals the problem codes of each operation, as read from the source code
 */
export function openApiOf(
  app: INestApplication,
  name: ServiceName,
  rules: readonly RouteRule[],
  refusals: Refusals = readRefusals,
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Lotsen: ${name}`)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return withNamedSchemas(completed(SwaggerModule.createDocument(app, config), rules, refusals), name);
}

/** Adds to each operation who may call it, the parameters of its path, and the shape of its problems. */
function completed(document: OpenAPIObject, rules: readonly RouteRule[], refusals: Refusals): OpenAPIObject {
  for (const { method, path, rule } of rules) {
    const documented = documentedPath(path);
    const item = document.paths[documented] as Record<string, object> | undefined;
    const operation = item?.[method.toLowerCase()] as Record<string, unknown> | undefined;
    if (!operation) continue;
    operation.description = [operation.description, whoMayCall(rule)].filter(Boolean).join(' ');
    operation['x-lotsen-access'] = rule?.kind === 'roles' ? rule.opened : 'public';
    if (rule?.kind === 'public') operation.security = [];
    const others = ((operation.parameters as Parameter[] | undefined) ?? []).filter((one) => one.in !== 'path');
    operation.parameters = [...pathParameters(documented), ...others];
    operation.responses = {
      ...(operation.responses as object),
      default: problem(refusals[operationName({ method, path })]),
    };
  }
  return document;
}

const reaches: Readonly<Record<Scope, string>> = {
  own: 'for their own organisation',
  shared: 'for their own organisation, and what is shared with it',
  any: 'for all organisations',
};

function whoMayCall(rule: Rule | undefined): string {
  if (rule?.kind !== 'roles') return 'Open to everybody, without a token.';
  const byReach = new Map<Scope, string[]>();
  for (const [role, scope] of Object.entries(rule.opened)) byReach.set(scope, [...(byReach.get(scope) ?? []), role]);
  return `Roles: ${[...byReach].map(([scope, roles]) => `${roles.join(', ')} (${reaches[scope]})`).join('; ')}.`;
}

const parameters: Readonly<Record<string, string>> = {
  id: 'The id of the thing.',
  target: 'The id of a vacancy, a placement, or the assessment of an occupation.',
  interaction: 'The sign-in that goes on.',
};

/** Path parameters, read from the path: a handler that takes its id from the whole request declares no parameter. */
const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    ...(parameters[name ?? ''] ? { description: parameters[name ?? ''] } : {}),
    schema: { type: 'string', ...(name === 'id' ? { format: 'uuid' } : {}) },
  }));

/**
 * Moves every named schema (those of @lotsen/api) to the document's components, once, and replaces each use by a
 * reference.
 */
function withNamedSchemas({ components, ...document }: OpenAPIObject, service: ServiceName): OpenAPIObject {
  const schemas = { ...components?.schemas } as Record<string, unknown>;
  const referring = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(referring);
    if (typeof value !== 'object' || value === null) return value;
    const { $id: name, ...rest } = value as { readonly $id?: string };
    const inner = () => Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, referring(part)]));
    if (name === undefined) return inner();
    if (name === Held.$id) return referring(heldBy[service]);
    schemas[name] ??= inner();
    return { $ref: `#/components/schemas/${name}` };
  };
  const referred = referring(document) as Omit<OpenAPIObject, 'components'>;
  return {
    ...referred,
    tags: tagsOf(document),
    components: { ...components, schemas } as NonNullable<OpenAPIObject['components']>,
  };
}

/** The tags of a document's operations, each with its description. */
function tagsOf({ paths }: Pick<OpenAPIObject, 'paths'>): { name: string; description: string }[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item) as { tags?: readonly string[] }[]);
  const used = new Set(operations.flatMap((operation) => operation.tags ?? []));
  return Object.entries(tags).flatMap(([name, description]) => (used.has(name) ? { name, description } : []));
}
