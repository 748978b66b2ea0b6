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

/** Adds to the document what holds of every route: who may call it, and the shape of its problems. */
export function completed(document: OpenAPIObject, rules: readonly RouteRule[]): OpenAPIObject {
  for (const { method, path, rule } of rules) {
    const item = document.paths[path.replace(/:(\w+)/gu, '{$1}')] as Record<string, object> | undefined;
    const operation = item?.[method.toLowerCase()] as Record<string, unknown> | undefined;
    if (!operation) continue;
    operation['x-lotsen-access'] = rule?.kind === 'roles' ? rule.opened : 'public';
    if (rule?.kind === 'public') operation.security = [];
    operation.responses = { ...(operation.responses as object), default: problem };
  }
  return document;
}
