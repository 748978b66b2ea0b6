// The bodies that cost a service the most, made from the API document.
import { gzipSync } from 'node:zlib';
import { Samples } from './samples.mjs';

const many = 100_000;
/** Bytes of a value in the largest allowed body: 2 MB, less room for the JSON around the value. */
const large = 1_900_000;
/** Within the limits on fields, elements and values in libs/platform/src/http/body.ts, so that none refuses a body. */
const within = { fields: 240, elements: 2000, values: 95_000 };

const list = (of, count) => `[${Array.from({ length: count }, () => of).join(',')}]`;
const keys = (count, length) =>
  Array.from({ length: count }, (_, at) => `"${String(at).padStart(length, 'k')}":0`).join(',');
const text = (of) => of.repeat(Math.floor(large / Buffer.byteLength(of)));
/** Written as between the quotes of a JSON string. */
const texts = {
  letters: () => text('x'),
  digits: () => text('1'),
  quotes: () => text('\\"'),
  backslashes: () => text('\\\\'),
  'combining characters': () => text('\u0301\u0316'),
  'combining characters, escaped': () => text('\\u0301\\u0316'),
  'halves of surrogates': () => text('\\ud800'),
  'pairs of surrogates': () => text('😀'),
  blanks: () => text(' '),
};

const isText = ({ type }) => type === 'string';
const isNumber = ({ type }) => type === 'integer' || type === 'number';
const isList = ({ type }) => type === 'array';
const isRows = (one) => isList(one) && one.items?.type === 'object' && !one.items.properties;

/** A placeholder for JSON that cannot be written from a JavaScript value. */
const mark = '@@HERE@@';
const withAt = (samples, schema, path, json) =>
  JSON.stringify(samples.holding(schema, path, mark)).replace(`"${mark}"`, () => json);

/**
 * The worst bodies for one operation that takes a body. Each is made only when needed: together they are a gigabyte.
 * @returns an iterable of { shape, headers, make }
 */
export function* worstBodies(document, operation, words = {}) {
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (!type?.endsWith('/json')) return;
  const samples = new Samples(document, words);
  const { schema } = content;
  const sent = (shape, type, make, encoding) => ({
    shape,
    headers: { 'content-type': type, ...(encoding ? { 'content-encoding': encoding } : {}) },
    make,
  });
  const json = (shape, make) => sent(shape, 'application/json', make);
  const beside = (members) => {
    const own = JSON.stringify(samples.smallest(schema)).slice(1, -1);
    return `{${own ? `${own},` : ''}${members}}`;
  };

  yield json('the largest that is valid', () => JSON.stringify(samples.largest(schema)));
  yield json('100,000 unknown fields', () => beside(keys(many, 5)));
  yield json('9,000 unknown fields with long names', () => beside(keys(9000, 200)));
  yield json('unknown fields up to the limit, with longer names', () => beside(keys(within.fields, 7900)));
  yield json('a name of 1.9 MB', () => beside(`"${texts.letters()}":0`));
  yield json('a name of 1.9 MB of quotes', () => beside(`"${texts.quotes()}":0`));
  yield json('a name of 1.9 MB of combining characters', () => beside(`"${texts['combining characters']()}":0`));
  yield json('one field 100,000 times', () => beside(Array.from({ length: many }, () => '"a":1').join(',')));
  yield json('one field as often as may be', () =>
    beside(Array.from({ length: within.fields }, () => '"a":1').join(',')),
  );
  yield json('1,000,000 brackets', () => '['.repeat(1_000_000));
  yield json('objects in objects to the limit', () => `${'{"a":'.repeat(32)}1${'}'.repeat(32)}`);
  yield json('2 MB of blanks', () => ' '.repeat(large));
  yield json('a text', () => `"${texts.letters()}"`);
  const wide = () => beside(keys(many, 5));
  yield sent('as UTF-16', 'application/json; charset=utf-16le', () => Buffer.from(wide(), 'utf16le'));
  yield sent('as UTF-7', 'application/json; charset=utf-7', () => wide().replaceAll(',', '+ACw-'));
  yield sent('100 MB of blanks, zipped', 'application/json', () => gzipSync(Buffer.alloc(100_000_000, 0x20)), 'gzip');
  yield sent('urlencoded', 'application/x-www-form-urlencoded', () => text('a=1&'));
  yield sent('lines of JSON', 'application/x-ndjson', () => text('{}\n'));
  yield sent('parts of a form', 'multipart/form-data; boundary=x', texts.letters);

  for (const path of samples.places(schema, isList)) {
    const at = path.join('.');
    const put = (value) => withAt(samples, schema, path, value);
    for (const one of ['{}', 'null', '""', '0', '[]'])
      yield json(`100,000 ${one} in ${at}`, () => put(list(one, many)));
    for (const one of ['{}', 'null']) yield json(`2,000 ${one} in ${at}`, () => put(list(one, within.elements)));
    yield json(`as many {} as may be in ${at}`, () => put(list('{}', maxItemsAt(samples, schema, path))));
    yield json(`nested to the limit in ${at}`, () => put(`${'['.repeat(29)}${']'.repeat(29)}`));
  }
  for (const path of samples.places(schema, isRows)) {
    const most = maxItemsAt(samples, schema, path);
    const put = (row, width) =>
      withAt(
        samples,
        schema,
        path,
        list(row, Math.min(most, Math.floor(within.values / width), Math.floor(large / row.length))),
      );
    yield json(`rows of unknown fields in ${path.join('.')}`, () => put(`{${keys(within.fields, 5)}}`, within.fields));
    yield json(`rows of long names in ${path.join('.')}`, () => put(`{${keys(within.fields, 100)}}`, within.fields));
    yield json(`rows that hold lists in ${path.join('.')}`, () => put(`{"a":${list('{}', 400)}}`, 810));
    for (const [name, row] of Object.entries(rowsOf(document, samples))) {
      yield json(`rows of the largest ${name} in ${path.join('.')}`, () => put(row, row.split(/[,[{]/u).length));
    }
  }
  const kinds = Object.entries(texts);
  for (const [index, path] of samples.places(schema, isText).entries()) {
    // Each place gets letters, and one of the other kinds in turn. All kinds in all places would take hours.
    for (const [kind, make] of [kinds[0], kinds[1 + (index % (kinds.length - 1))]]) {
      yield json(`1.9 MB of ${kind} in ${path.join('.')}`, () => withAt(samples, schema, path, `"${make()}"`));
    }
  }
  for (const path of samples.places(schema, isNumber)) {
    yield json(`100,000 digits in ${path.join('.')}`, () => withAt(samples, schema, path, '9'.repeat(many)));
  }
}

function maxItemsAt(samples, schema, path) {
  const at = path.reduce(
    (one, key) => samples.plain(key === '*' ? one.items : one.properties[key]),
    samples.plain(schema),
  );
  return at.maxItems ?? within.elements;
}

/** Bodies that could be rows of a list: the largest registration, and the largest outcome. */
function rowsOf({ components }, samples) {
  const rows = Object.entries(components?.schemas ?? {}).filter(([name]) => /(?:Register|Outcome)Dto$/u.test(name));
  return Object.fromEntries(rows.map(([name, schema]) => [name, JSON.stringify(samples.largest(schema))]));
}
