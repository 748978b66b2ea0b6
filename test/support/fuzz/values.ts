import fc from 'fast-check';
import type { Schema } from './document.js';

export interface Known {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Values that a field of that name is likely to accept. */
  of(name: string): readonly string[];
}

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const uuid = /^[0-9a-f-]{36}$/u;

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  date: day,
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  uri: fc.webUrl(),
  email: fc.emailAddress(),
};

/** Values that a schema of the document allows. Those of a named field are often taken from earlier answers. */
export function arbitraryOf(schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const { $ref, allOf, anyOf, oneOf, type } = schema;
  const inner = (one: Schema) => arbitraryOf(one, known, name);
  if ($ref) return inner(known.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  if (allOf) return inner(Object.assign({}, schema, { allOf: undefined }, ...allOf));
  if (anyOf ?? oneOf) return fc.oneof(...(anyOf ?? oneOf ?? []).map(inner));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.nullable) return fc.option(inner({ ...schema, nullable: false }));
  if (Array.isArray(type)) return fc.oneof(...type.map((one: string) => inner({ ...schema, type: one })));
  switch (type) {
    case 'object':
      return objects(schema, known, name);
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      });
    case 'string':
      return strings(schema, known, name);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 5000 });
    case 'number':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 5000 }),
        fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true }),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects({ properties, required }: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  // The document leaves rows open, because the service checks each row by itself: any of its schemas could be a row's.
  if (!properties) {
    const things = Object.values(known.schemas).filter((one) => one.properties);
    return fc.oneof(
      { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) },
      { weight: 9, arbitrary: fc.constantFrom(...things).chain((one) => arbitraryOf(one, known)) },
    );
  }
  const model = Object.entries(properties).map(
    ([key, one]) => [key, arbitraryOf(one, known, key === 'id' ? name : key)] as const,
  );
  const needed = new Set(required ?? []);
  const fields = Object.fromEntries(model);
  const least = Object.fromEntries(model.filter(([key]) => needed.has(key)));
  return fc.oneof(
    fc.record(least, { noNullPrototype: true }),
    fc.record(fields, { requiredKeys: [...needed], noNullPrototype: true }),
  );
}

function strings({ format, pattern, example, ...schema }: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = 60 } = schema;
  const free = format
    ? (formats[format] ?? fc.string())
    : pattern
      ? fc.stringMatching(new RegExp(pattern, 'u'))
      : fc.string({ minLength, maxLength, unit: 'binary' });
  const fits = (text: string) =>
    (!format || (format === 'uuid' && uuid.test(text))) &&
    (!pattern || new RegExp(pattern, 'u').test(text)) &&
    text.length <= maxLength;
  const shown = [...known.of(name), ...(typeof example === 'string' ? [example] : [])].filter(fits);
  if (shown.length === 0) return free;
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...shown) }, { weight: 1, arbitrary: free });
}

/** Strings and other values that programs often handle wrongly. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    'NaN',
    '__proto__',
    "' OR 1=1 --",
    '%00',
    '../..',
    'x'.repeat(100_000),
    '😀'.repeat(301),
    0,
    -1,
    1.5,
    1e308,
    2 ** 31,
    2 ** 53,
    true,
    [],
    {},
    [[]],
    [null],
    '0000-00-00',
    '2026-02-30',
    '275760-09-14',
    '9999-12-31',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.jsonValue(),
  fc.integer(),
  fc.double(),
);

type Place = readonly (string | number)[];

/** A value with one error: a part left out, a part replaced by an odd value, or an unexpected field added. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  return fc
    .record({ place: fc.constantFrom(...placesIn(value)), how: fc.constantFrom('put', 'leave-out', 'add'), odd })
    .map(({ place, how, odd: strange }) => {
      if (place.length === 0 && how !== 'add') return strange;
      const copy = structuredClone(value);
      const parent = place.slice(0, -1).reduce<unknown>((at, key) => (at as never)[key], copy) as never;
      const key = place.at(-1) as never;
      if (how === 'add') {
        const at = place.length === 0 ? copy : parent[key];
        if (typeof at === 'object' && at !== null) Object.assign(at, { unexpected: strange });
      } else if (how === 'leave-out') delete parent[key];
      else Object.assign(parent, { [key]: strange });
      return copy;
    });
}

function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}
