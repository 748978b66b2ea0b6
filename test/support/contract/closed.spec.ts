import { describe, expect, it } from '@jest/globals';
import type { Document } from '../fuzz/document.js';
import { openPlacesIn } from './closed.js';

const closed = { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: false };

const answering = (schema: object): Document => ({
  paths: { '/things': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } } },
  components: { schemas: { Thing: closed, Open: { ...closed, additionalProperties: undefined } } } as never,
});

describe('the places that answers leave open', () => {
  it.each([
    ['a closed object', closed, []],
    ['a reference to one', { $ref: '#/components/schemas/Thing' }, []],
    ['a reference to an open one', { type: 'array', items: { $ref: '#/components/schemas/Open' } }, ['Open']],
    ['an object of any fields', { type: 'object' }, ['GET /things 200']],
    ['a record', { type: 'object', additionalProperties: { type: 'string' } }, ['GET /things 200']],
    ['anything', {}, ['GET /things 200']],
    ['one of two, of which one is open', { anyOf: [closed, { type: 'object' }] }, ['GET /things 200/1']],
    [
      'what keeps to a closed object and more',
      { allOf: [{ $ref: '#/components/schemas/Thing' }, { type: 'object' }] },
      [],
    ],
    ['what keeps to open objects alone', { allOf: [{ type: 'object' }] }, ['GET /things 200']],
    ['a list of anything', { type: 'array', items: {} }, ['GET /things 200/[]']],
    [
      'an open field of a closed object',
      { ...closed, properties: { inner: { type: 'object' } } },
      ['GET /things 200/inner'],
    ],
  ])('of %s', (_, schema, places) => expect(openPlacesIn(answering(schema))).toEqual(places));
});
