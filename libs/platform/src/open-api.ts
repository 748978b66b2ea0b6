import type { RouteRule } from '@lotsen/access';
import type { OpenAPIObject } from '@nestjs/swagger';

const problem = {
  description: 'A problem (RFC 9457)',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code', 'detail'],
        properties: {
          type: { type: 'string', description: 'urn:lotsen:problem:CODE' },
          title: { type: 'string' },
          status: { type: 'integer' },
          code: { type: 'string', description: 'Stable: a script may rely on it.' },
          detail: { type: 'string', description: 'What is wrong, and why, in the language of the client.' },
          hint: { type: 'string', description: 'What to do.' },
          field: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['field', 'code', 'detail'],
              properties: { field: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
            },
          },
        },
        additionalProperties: false,
      },
    },
  },
};

interface Parameter {
  readonly name: string;
  readonly in: string;
}

/** Adds to the document what holds of every route: who may call it, what its path names, and the shape of its problems. */
export function completed(document: OpenAPIObject, rules: readonly RouteRule[]): OpenAPIObject {
  for (const { method, path, rule } of rules) {
    const documented = path.replace(/:(\w+)/gu, '{$1}');
    const item = document.paths[documented] as Record<string, object> | undefined;
    const operation = item?.[method.toLowerCase()] as Record<string, unknown> | undefined;
    if (!operation) continue;
    operation['x-lotsen-access'] = rule?.kind === 'roles' ? rule.opened : 'public';
    if (rule?.kind === 'public') operation.security = [];
    const others = ((operation.parameters as Parameter[] | undefined) ?? []).filter((one) => one.in !== 'path');
    operation.parameters = [...pathParameters(documented), ...others];
    operation.responses = { ...(operation.responses as object), default: problem };
  }
  return document;
}

/** A route that reads its id from the request as a whole declares none: the path says it for all. */
const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(name === 'id' ? { format: 'uuid' } : {}) },
  }));
