// Values of a schema of the API document: the smallest that it allows, and the largest. Plain JavaScript, because
// benchmarks run on the built files, and tests on the sources.

const uuid = (at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const longestFree = 200;

export class Samples {
  /**
   * @param document the API document
   * @param words by field name, values that a service accepts, such as ids of skills
   */
  constructor(document, words = {}) {
    this.schemas = document.components?.schemas ?? {};
    this.words = words;
  }

  /** A schema with its references resolved, and with the first of its alternatives. */
  plain(schema = {}) {
    const { $ref, allOf, anyOf, oneOf } = schema;
    if ($ref) return this.plain(this.schemas[$ref.split('/').at(-1)]);
    if (allOf)
      return this.plain(Object.assign({}, schema, { allOf: undefined }, ...allOf.map((one) => this.plain(one))));
    const [first] = anyOf ?? oneOf ?? [];
    return first ? this.plain(first) : schema;
  }

  smallest(schema, name = '') {
    return this.value(schema, name, 0, (properties, required) =>
      Object.keys(properties).filter((key) => required.has(key)),
    );
  }

  /** All fields, with every list and text as long as allowed. `at` distinguishes the elements of a list. */
  largest(schema, name = '', at = 0) {
    return this.value(schema, name, at, Object.keys);
  }

  value(schema, name, at, fieldsOf) {
    const one = this.plain(schema);
    const inner = (of, key, index) => this.value(of, key, index, fieldsOf);
    const large = fieldsOf === Object.keys;
    if (one.type === 'object' || one.properties) {
      const names = fieldsOf(one.properties ?? {}, new Set(one.required ?? []));
      return Object.fromEntries(names.map((key) => [key, inner(one.properties[key], key, at)]));
    }
    if (one.type === 'array') {
      const length = large ? (one.maxItems ?? 100) : (one.minItems ?? 0);
      return Array.from({ length }, (_, index) => inner(one.items, name, index));
    }
    if (one.type === 'boolean') return true;
    if (one.type === 'integer' || one.type === 'number') {
      const [meant] = this.words[name] ?? [];
      return typeof meant === 'number' ? meant : ((large ? one.maximum : one.minimum) ?? 1);
    }
    return this.text(one, name, at, large);
  }

  text({ enum: options, format, pattern, minLength = 0, maxLength = longestFree }, name, at, large) {
    if (options) return options[at % options.length];
    const meant = this.words[name];
    if (meant) return meant[at % meant.length];
    if (format === 'uuid') return uuid(at);
    if (format === 'date') return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    if (format === 'email') return 'a@example.com';
    if (format === 'uri') return 'https://example.com/';
    // The only patterns in the document are a number of digits: ^\d{4}$.
    const digits = /^\^\\d\{(\d+)\}\$$/u.exec(pattern ?? '')?.[1];
    if (digits) return String(at).padStart(Number(digits), '1').slice(0, Number(digits));
    return 'x'.repeat(large ? maxLength : minLength);
  }

  /** Paths of the places in a body whose schema `is` accepts; `*` is the first element of a list. */
  places(schema, is, path = []) {
    const one = this.plain(schema);
    const own = is(one) && path.length > 0 ? [path] : [];
    const under =
      one.type === 'array'
        ? this.places(one.items, is, [...path, '*'])
        : Object.entries(one.properties ?? {}).flatMap(([key, inner]) => this.places(inner, is, [...path, key]));
    return [...own, ...under];
  }

  /** The smallest body that has a value at a path. */
  holding(schema, [key, ...rest], value) {
    if (key === undefined) return value;
    const one = this.plain(schema);
    if (key === '*') return [this.holding(one.items, rest, value)];
    return { ...this.smallest(one), [key]: this.holding(one.properties[key], rest, value) };
  }
}
