import type { Role } from '@lotsen/access';
import type { Document, Operation } from './document.js';

const most = 200;

/** For a name in requests, the other names under which answers have values that fit. */
const alike: Readonly<Record<string, readonly string[]>> = {
  with: ['organisations', 'groups'],
  members: ['organisations'],
  target: ['vacancies', 'placements', 'target'],
  of: ['skill', 'language', 'licence'],
  held: ['candidates'],
  persons: ['candidates'],
  erasures: ['candidates'],
  releases: ['proposals'],
  home: ['municipality', 'place'],
  place: ['municipality'],
  municipality: ['place'],
  personnummer: ['number'],
};

/** The values in answers so far, which later requests send back: ids of things, and strings by field name. */
export class Seen {
  private readonly values = new Map<string, string[]>();
  private readonly collections: ReadonlySet<string>;

  constructor({ paths }: Document) {
    this.collections = new Set(Object.keys(paths).flatMap((path) => collectionOf(path) ?? []));
  }

  /** Keeps the values of an answer to a role. */
  keep({ path }: Operation, role: Role | null, body: unknown): void {
    const collection = path.split('/').findLast((word) => this.collections.has(word));
    const things = (body as { items?: unknown })?.items;
    for (const thing of Array.isArray(things) ? things : [body]) {
      const id = (thing as { id?: unknown } | null)?.id;
      if (!collection || typeof id !== 'string') continue;
      this.add(collection, id);
      this.add(`${collection} of ${role}`, id);
    }
    this.walk('', body);
  }

  /** Ids of a path's collection: those in answers to the role, or all where there are none. */
  idsOf(path: string, role: Role | null): readonly string[] {
    const collection = collectionOf(path) ?? '';
    const own = this.values.get(`${collection} of ${role}`) ?? [];
    return own.length > 0 ? own : this.of(collection);
  }

  /** Values that a field of that name could hold. */
  of(name: string): readonly string[] {
    const plural = name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
    const singular = name.replace(/ies$/u, 'y').replace(/s$/u, '');
    const names = new Set([name, plural, singular, ...(alike[name] ?? [])]);
    return [...names].flatMap((one) => this.values.get(one) ?? []);
  }

  private walk(name: string, value: unknown): void {
    if (typeof value === 'string') {
      if (name !== 'id' && value.length <= 100) this.add(name, value);
    } else if (Array.isArray(value)) for (const inner of value.slice(0, 20)) this.walk(name, inner);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) this.walk(key, inner);
    }
  }

  private add(name: string, value: string): void {
    const known = this.values.get(name) ?? [];
    if (known.includes(value)) return;
    known.push(value);
    // Keeps the first hundred values, which are of the demo data, and drops the oldest after them.
    if (known.length > most) known.splice(most / 2, 1);
    this.values.set(name, known);
  }
}

/** The collection that the first id in a path belongs to. */
function collectionOf(path: string): string | undefined {
  return /\/([^/{}]+)\/\{id\}/u.exec(path)?.[1];
}
