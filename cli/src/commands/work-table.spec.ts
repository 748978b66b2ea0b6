import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { contentOf } from './work.js';
import { allWork, isPaged, nouns, showsPersons } from './work-table.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
}
const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'openapi.json'), 'utf8'),
) as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components: object };

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);

const schemaOf = ({ path, method }: (typeof allWork)[number]) =>
  document.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;

describe('the commands of the field', () => {
  it.each(allWork.map((work) => [`${work.noun} ${work.verb}`, work] as const))(
    '%s: its example is taken',
    async (_, work) => {
      const schema = schemaOf(work);
      expect([work.summary.length > 0, document.paths[work.path] !== undefined]).toEqual([true, true]);
      if (!schema) return;
      const validate = ajv.compile({ ...schema, components: document.components });
      expect([validate(await contentOf(work.example, undefined)), validate.errors]).toEqual([true, null]);
    },
  );

  it('have an example wherever a content is needed', () => {
    const needed = allWork.filter((work) => schemaOf(work) !== undefined);
    expect(needed.length).toBeGreaterThan(40);
    expect(needed.filter(({ example }) => example.length === 0)).toEqual([]);
  });

  it('offer pages where there are pages, and a purpose where persons are shown', () => {
    const takes = ({ path, method }: (typeof allWork)[number], name: string) =>
      (document.paths[path]?.[method.toLowerCase()]?.parameters ?? []).some((one) => one.name === name);
    const asked = allWork.filter(({ method }) => method === 'GET');
    const wrong = asked.filter(
      (work) => isPaged(work) !== takes(work, 'cursor') || showsPersons(work) !== takes(work, 'Lotsen-Purpose'),
    );
    expect(wrong.map(({ noun, verb }) => `${noun} ${verb}`)).toEqual([]);
  });

  it('stand under nouns, each of which says what it is about', () => {
    expect(new Set(allWork.map(({ noun }) => noun))).toEqual(new Set(nouns.map(({ noun }) => noun)));
    expect(nouns.filter(({ about }) => !/^[A-Z].+\.$/u.test(about))).toEqual([]);
  });
});
