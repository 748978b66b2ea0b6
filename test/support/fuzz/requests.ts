import { type Role, roles } from '@lotsen/access/roles';
import fc from 'fast-check';
import { type Document, type Operation, openedTo, type Parameter } from './document.js';
import type { Seen } from './seen.js';
import { arbitraryOf, type Known, mutated, odd } from './values.js';

export interface FuzzRequest {
  readonly operation: Operation;
  readonly role: Role | null;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether the request still needs an If-Match with the version of the thing that it changes. */
  readonly asksVersion: boolean;
}

/** Draws one value of an arbitrary. The same seed draws the same values in the same order. */
type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

function drawBy(seed: number): Draw {
  const [generated] = fc.sample(fc.gen(), { seed, numRuns: 1 });
  if (!generated) throw new Error('fast-check gave no generator.');
  return (arbitrary) => generated(() => arbitrary);
}

/** Makes requests from the document and from the values in earlier answers. */
export class Requests {
  private readonly known: Known;

  constructor(
    document: Document,
    private readonly seen: Seen,
  ) {
    this.known = { schemas: document.components?.schemas ?? {}, of: (name) => seen.of(name) };
  }

  make(operation: Operation, seed: number): FuzzRequest {
    const draw = drawBy(seed);
    const role = roleFor(operation, draw);
    const path = this.path(operation, role, draw) + this.query(operation, draw);
    const { headers, asksVersion } = this.headers(operation, draw);
    const { type, body } = this.body(operation, draw);
    return {
      operation,
      role,
      path,
      headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
      body,
      asksVersion,
    };
  }

  private path({ path }: Operation, role: Role | null, draw: Draw): string {
    return path.replace(/\{(\w+)\}/gu, (_, name: string) => {
      const ids = name === 'id' ? this.seen.idsOf(path, role) : this.seen.of(name);
      const strange = fc.oneof(fc.constant('no-id'), fc.string({ minLength: 1, maxLength: 40 }));
      const arbitrary = draw(chance(85)) && ids.length > 0 ? recent(ids) : draw(chance(60)) ? fc.uuid() : strange;
      // The client would resolve a path segment of one or two dots.
      const drawn = draw(arbitrary).replace(/^\.{1,2}$/u, 'dots');
      return encodeURIComponent(drawn.replace(/\p{Surrogate}/gu, '?'));
    });
  }

  private query(operation: Operation, draw: Draw): string {
    const pairs = parametersIn('query', operation).flatMap(({ name, schema }): [string, string][] => {
      if (!draw(chance(40))) return [];
      const value = draw(chance(85)) ? draw(arbitraryOf(schema, this.known, name)) : draw(odd);
      return [[name, asText(value).slice(0, 2000)]];
    });
    return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
  }

  private headers(operation: Operation, draw: Draw) {
    const headers: Record<string, string> = {};
    let asksVersion = false;
    for (const { name, required, schema } of parametersIn('header', operation)) {
      if (!draw(chance(required ? 90 : 30))) continue;
      if (name === 'If-Match' && draw(chance(85))) asksVersion = true;
      else if (name === 'Idempotency-Key') headers[name] = draw(fc.constantFrom('a', 'b', 'c', 'x'.repeat(201)));
      else {
        const value = draw(chance(85)) ? draw(arbitraryOf(schema, this.known, name)) : draw(odd);
        headers[name] = asText(value)
          .replace(/[^\x20-\x7e]/gu, '')
          .slice(0, 300);
      }
    }
    return { headers, asksVersion };
  }

  private body({ requestBody }: Operation, draw: Draw): { type?: string; body: string | undefined } {
    const [content] = Object.entries(requestBody?.content ?? {});
    if (!content) return { body: undefined };
    const [type, { schema = {} }] = content;
    if (!type.endsWith('/json')) return { type, body: draw(fc.array(draw(lines), { maxLength: 5 })).join('\n') };
    const right = draw(arbitraryOf(schema, this.known));
    const value = draw(chance(70)) ? right : draw(mutated(right));
    const kind = draw(percent);
    if (kind === 0) return { body: undefined };
    if (kind === 1) return { type: 'text/plain', body: JSON.stringify(value) };
    if (kind === 2)
      return { type, body: draw(fc.constantFrom('', '{', 'null', '[]', '"text"', '{"a":}', '['.repeat(50))) };
    return { type, body: JSON.stringify(value) };
  }
}

const lines = fc.constant(fc.oneof(fc.json(), fc.string(), fc.constant('{"id":"1","removed":true}')));
/** An even distribution. With its default bias, fast-check draws values near the ends most often. */
const percent = fc.noBias(fc.integer({ min: 0, max: 99 }));
const chance = (of: number) => percent.map((drawn) => drawn < of);
const parametersIn = (place: Parameter['in'], { parameters }: Operation) =>
  (parameters ?? []).filter((one) => one.in === place);
const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Half of the time one of the newest ids, whose things are in the middle of their lifecycle. */
const recent = (ids: readonly string[]) => fc.oneof(fc.constantFrom(...ids), fc.constantFrom(...ids.slice(-5)));

/** Mostly a role that may call the operation, sometimes another, seldom none. */
function roleFor(operation: Operation, draw: Draw): Role | null {
  const opened = openedTo(operation);
  const kind = draw(percent);
  if (kind < 3) return null;
  return draw(fc.constantFrom(...(kind < 90 && opened.length > 0 ? opened : roles)));
}
