import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fieldProblemCodes, problemCodes, refusals, requestProblemCodes } from '@lotsen/api';
import { allTopics, type Example, newestVersion, storedExamples } from '@lotsen/contracts';
import { encodeState } from '@lotsen/messaging';
import { serviceNames } from '@lotsen/platform/service-names';
import Spectral from '@stoplight/spectral-core';
import Rulesets from '@stoplight/spectral-rulesets';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { getMetadataStorage } from 'class-validator';
import { generateDocuments } from '../scripts/docs/documents.js';
import { findLifecycles } from '../scripts/docs/lifecycles.js';
import { sourcesIn, textOf } from '../scripts/docs/workspace.js';

const root = join(import.meta.dirname, '..');
const files = [
  'docs/events.md',
  'docs/asyncapi.json',
  'docs/openapi.json',
  'docs/roles.md',
  'docs/api.md',
  'docs/ids.md',
  'docs/lifecycles.md',
  'docs/lists.md',
  'libs/api/src/openapi.ts',
  'libs/api/src/refusals.ts',
  'libs/api/src/summaries.ts',
  'deploy/kafka/topics.json',
];
let documents: ReadonlyMap<string, string>;

beforeAll(async () => {
  documents = await generateDocuments();
});

/** The constraints of class-validator in the inputs of all services, which the documents have loaded. */
function generatedConstraints(): string[] {
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    readonly validationMetadatas: ReadonlyMap<unknown, readonly { readonly name?: string; readonly type: string }[]>;
  };
  const all = [...validationMetadatas.values()].flat();
  return [...new Set(all.flatMap(({ name, type }) => (type === 'customValidation' && name ? name : [])))];
}

const generated = (file: string): string => documents.get(file) ?? '';

describe('the generated documents', () => {
  it('are these', () => expect([...documents.keys()]).toEqual(files));

  it.each(files)('%s says what the code says', (file) => {
    const isCurrent = readFileSync(join(root, file), 'utf8') === generated(file);
    expect(isCurrent ? 'current' : 'run `npm run docs`').toBe('current');
  });

  it('draw every lifecycle there is', () => {
    const sources = serviceNames
      .flatMap((name) => sourcesIn(`services/${name}/src`))
      .filter((source) => textOf(source).includes('new Lifecycle('));
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !generated('docs/lifecycles.md').includes(source))).toEqual([]);
  });

  it('have a problem code for every constraint of an input', () => {
    const constraints = generatedConstraints();
    expect(constraints.length).toBeGreaterThan(10);
    expect(constraints.filter((one) => !(fieldProblemCodes as readonly string[]).includes(one))).toEqual([]);
  });

  it('have a problem code for every status of every lifecycle, for some command is not possible in it', async () => {
    const codes = (await findLifecycles()).flatMap(({ lifecycle: { words } }) =>
      Object.keys(words.statuses).map((status) => `${words.code}-${status}`),
    );
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !(problemCodes as readonly string[]).includes(code))).toEqual([]);
  });

  it('have an operation for every problem code that not any request can be answered', () => {
    const named = new Set([...requestProblemCodes, ...Object.values(refusals).flat()]);
    // Every command is allowed in this status, so none is refused with its code. The lifecycle still has the status.
    expect(problemCodes.filter((code) => !named.has(code))).toEqual(['resolution-resolved']);
  });

  it.each([
    // Codes of the lifecycle, of a check that operations share, and of the store.
    ['POST /v1/vacancies/{id}/close', 'stale-version vacancy-closed vacancy-draft vacancy-filled vacancy-unfilled'],
    ['POST /v1/vacancies/drafts', 'hours-reversed unknown-concept unknown-workplace'],
    // Codes of decisions that are created together.
    ['POST /v1/placements/needs/{id}/meet', 'need-met need-withdrawn'],
    // Codes that are composed of strings, and passed to a function which makes the refusal.
    ['GET /v1/matching/vacancies/{id}/candidates', 'no-open-vacancy'],
    ['POST /v1/matching/shortage/import', 'not-an-assessment unknown-county'],
    // Codes of another service, which the portal calls.
    ['GET /v1/portal/persons/{id}/export', 'approval-required somebody-answers'],
  ])('%s can be answered %s', (operation, codes) => {
    expect(refusals[operation]).toEqual(expect.arrayContaining(codes.split(' ')));
  });

  it('leave out of an operation what only others can be answered', () => {
    expect(refusals['POST /v1/vacancies/{id}/close']).not.toContain('vacancy-published');
    expect(refusals['POST /v1/placements/needs/{id}/meet']).not.toContain('need-reported');
    expect(refusals['GET /v1/vacancies/{id}']).toEqual(['not-found', 'not-yours']);
  });

  it('list every route of every controller', () => {
    const declared = serviceNames
      .flatMap((name) => sourcesIn(`services/${name}/src`))
      .flatMap((source) => textOf(source).match(/^ {2}@(?:Get|Post|Put|Patch|Delete|Sse)\(/gmu) ?? []).length;
    const [ofServices = ''] = generated('docs/roles.md').split('## Every service');
    expect(ofServices.match(/^\| `[A-Z]+ \//gmu)).toHaveLength(declared);
  });

  it('say of every route in a sentence what it does', () => {
    const said = (file: string) => generated(file).match(/^\| `[A-Z]+ \/[^|]*\|[^|]*/gmu) ?? [];
    expect(said('docs/api.md').filter((row) => !/\| [A-Z][^|]+\. $/u.test(row))).toEqual([]);
    expect(said('docs/api.md')).toHaveLength(said('docs/roles.md').length);
  });
});

describe('the OpenAPI document', () => {
  /** Spectral's findings, by rule and path. Tags are in the order of the work; an operator's contact is not in it. */
  const said = async (document: object) => {
    const spectral = new Spectral.Spectral();
    spectral.setRuleset({
      extends: [[Rulesets.oas as never, 'all']],
      rules: { 'openapi-tags-alphabetical': 'off', 'contact-properties': 'off' },
    });
    return (await spectral.run(document as never)).map(({ code, path }) => `${code} ${path.join('/')}`);
  };
  const document = () => JSON.parse(generated('docs/openapi.json')) as { paths: object };

  it('keeps every rule of Spectral', async () => {
    expect(await said(document())).toEqual([]);
  });

  it('would not, without a summary or a description', async () => {
    const [path = ''] = Object.keys(document().paths);
    const paths = {
      [path]: { get: { operationId: 'x', tags: ['nowhere'], responses: { 200: { description: 'Done' } } } },
    };
    const found = await said({ ...document(), paths });
    expect(found).toEqual(
      expect.arrayContaining([
        `operation-description paths/${path}/get`,
        `operation-tag-defined paths/${path}/get/tags/0`,
      ]),
    );
  });
});

interface Document {
  readonly channels: Readonly<Record<string, { address: string; messages: Record<string, Message | Reference> }>>;
  readonly operations: Readonly<Record<string, { action: string; messages: Reference[] }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
interface Reference {
  readonly $ref: string;
}
interface Message {
  readonly headers: object;
  readonly payload: Reference;
}

describe('the AsyncAPI document', () => {
  let document: Document;
  beforeAll(() => {
    document = JSON.parse(generated('docs/asyncapi.json')) as Document;
  });

  it("is what AsyncAPI's own parser takes, with nothing to say", async () => {
    const said = async (text: string) =>
      (await new Parser().parse(text)).diagnostics.map(({ code, path }) => `${code} ${path.join('/')}`);
    expect(await said(JSON.stringify(document))).toEqual([]);
    expect(await said(JSON.stringify({ ...document, channels: { wrong: { adress: 'lotsen.x' } } }))).not.toEqual([]);
  });

  it('refers to nothing that it does not have', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/gu)].map(([, path = '']) => path);
    const found = (path: string) =>
      path.split('/').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((path) => found(path) === undefined)).toEqual([]);
  });

  it('has a channel for each topic, with a message for each released version', () => {
    for (const { name, versions } of allTopics) {
      const channel = Object.values(document.channels).find(({ address }) => address === name);
      const expected = Object.keys(versions).map((version) => `v${version}`);
      expect(Object.keys(channel?.messages ?? {}).filter((message) => message !== 'tombstone')).toEqual(expected);
    }
  });

  it('has one sender for each topic', () => {
    const sends = Object.values(document.operations).filter(({ action }) => action === 'send');
    expect(sends).toHaveLength(allTopics.length);
  });

  it('carries the released schemas unchanged', () => {
    for (const { event, versions } of allTopics) {
      for (const version of Object.keys(versions)) {
        const file = join(root, `libs/contracts/schemas/${event}/v${version}.json`);
        const { $schema: _, ...released } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
        expect(document.components.schemas[`${event}.v${version}`]).toEqual(released);
      }
    }
  });

  it('describes the headers that are really written', () => {
    const ajv = new Ajv({ strict: false });
    formats.default(ajv);
    const { components } = document;
    for (const topic of allTopics) {
      const version = newestVersion(topic);
      const example = storedExamples().find((one) => one.topic === topic && one.version === version);
      const { headers } = encodeState(topic, example?.state as Example['state'], '2026-11-22T10:00:00Z');
      const channel = Object.values(document.channels).find(({ address }) => address === topic.name);
      const validate = ajv.compile({ ...(channel?.messages[`v${version}`] as Message).headers, components });
      validate(headers);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
