import { code } from './markdown.js';

/** The part of JSON Schema that the events' schemas use. */
export interface Schema {
  readonly $id?: string;
  readonly title?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A field of an object, or of an object nested in it, with its type in words. */
export interface Field {
  /** "units[].skills" */
  readonly path: string;
  readonly words: string;
}

export function fieldsOf({ properties = {}, required = [] }: Schema, prefix = ''): Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const inner = objectWithin(schema, path);
    const words = required.includes(name) ? wordsOf(schema) : `${wordsOf(schema)}, or left out`;
    return [{ path, words }, ...(inner ? fieldsOf(inner.schema, `${inner.path}.`) : [])];
  });
}

/** The one object in a list or a nullable type. Where there are several, none of them gets rows of its own. */
function objectWithin(schema: Schema, path: string): { schema: Schema; path: string } | undefined {
  if (schema.properties) return { schema, path };
  if (schema.items) return objectWithin(schema.items, `${path}[]`);
  const inner = (schema.anyOf ?? []).flatMap((one) => objectWithin(one, path) ?? []);
  return inner.length === 1 ? inner[0] : undefined;
}

export function wordsOf(schema: Schema): string {
  const { anyOf, items, maxItems, patternProperties } = schema;
  if ('const' in schema) return code(String(schema.const));
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (anyOf) {
    const several = anyOf.filter(({ properties }) => properties).length > 1;
    return anyOf.map((one) => (several ? inlineOf(one) : wordsOf(one))).join(' or ');
  }
  if (items) return `list${schema.minItems ? ', not empty,' : ''} of ${wordsOf(items)}${most(maxItems)}`;
  if (patternProperties) return `map to ${Object.values(patternProperties).map(wordsOf).join(' or ')}`;
  if (schema.type === 'string') return stringOf(schema);
  if (schema.type === 'integer') return `whole number${rangeOf(schema.minimum, schema.maximum)}`;
  if (schema.type === 'boolean') return 'yes or no';
  return schema.type ?? 'anything';
}

const inlineOf = (schema: Schema) =>
  schema.properties
    ? `{ ${Object.entries(schema.properties)
        .map(([name, one]) => `${name}: ${wordsOf(one)}`)
        .join('; ')} }`
    : wordsOf(schema);

const formats: Readonly<Record<string, string>> = { uuid: 'UUID', date: 'day', 'date-time': 'instant' };

function stringOf({ format, pattern, minLength, maxLength }: Schema): string {
  if (format) return formats[format] ?? format;
  return pattern ? `text like ${code(pattern)}` : `text${rangeOf(minLength, maxLength)}`;
}

function rangeOf(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return ` ${least}–${most}`;
  if (least !== undefined) return ` ≥ ${least}`;
  return most === undefined ? '' : ` ≤ ${most}`;
}

const most = (items: number | undefined) => (items === undefined ? '' : ` (at most ${items})`);
