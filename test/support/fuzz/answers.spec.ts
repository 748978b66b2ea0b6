import { describe, expect, it } from '@jest/globals';
import { AnswerCheck } from './answers.js';
import { type Document, operationsOf } from './document.js';

const problem = { type: 'object', required: ['code'], properties: { code: { type: 'string' } } };
const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } };
const document: Document = {
  paths: {
    '/things/{id}': {
      get: {
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          204: {},
          default: { content: { 'application/problem+json': { schema: problem } } },
        },
      },
    },
  },
  components: { schemas: { Thing: thing } },
};

function faultOf(status: number, body: unknown, type = status < 400 ? 'application/json' : 'application/problem+json') {
  const [operation] = operationsOf(document);
  if (!operation) throw new Error('The document has one operation.');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new AnswerCheck(document).faultOf(operation, { status, type, text });
}

const id = '00000000-0000-4000-8000-000000000000';

describe('the check of answers', () => {
  it('lets through what the document says', () => {
    expect(faultOf(200, { id }, 'application/json; charset=utf-8')).toBeUndefined();
    expect(faultOf(404, { code: 'not-found' })).toBeUndefined();
    expect(faultOf(204, '', '')).toBeUndefined();
  });

  it.each<[string, number, unknown, string?]>([
    ['a fault of ours, even as a problem', 500, { code: 'internal' }],
    ['a service that is away', 503, { code: 'busy' }],
    ['an undocumented success', 201, { id }],
    ['a field that is missing', 200, {}],
    ['a field of the wrong format', 200, { id: 'no-id' }],
    ['a problem without its code', 404, {}],
    ['a problem sent as plain JSON', 404, { code: 'not-found' }, 'application/json'],
    ['a page instead of JSON', 200, '<html></html>', 'text/html'],
    ['half an answer', 200, '{"id":'],
    ['content where none is documented', 204, { id }],
  ])('finds %s', (_, ...answer) => expect(faultOf(...answer)).toEqual(expect.any(String)));
});
