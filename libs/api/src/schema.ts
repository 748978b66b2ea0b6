import { closed, Id, Instant, oneOf } from '@lotsen/contracts/vocabulary';
import { type ObjectOptions, type Static, type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';

export { closed, Day, Id, Instant, nullable, OrganisationId, oneOf } from '@lotsen/contracts/vocabulary';

/** Names a schema: the API document has it once, under this name, and refers to it wherever it is used. */
export const named = <T extends TSchema>(name: string, schema: T): T => ({ ...schema, $id: name });

/** An object of these fields and no others. */
export const shape = <P extends TProperties>(properties: P, options: ObjectOptions = {}) =>
  Type.Object(properties, { ...options, ...closed });

export const text = Type.String();
export const count = Type.Integer({ minimum: 0 });

/** An object with a value for some of these keys, and no other keys. */
export const someOf = <const K extends string, T extends TSchema>(keys: readonly K[], value: T) =>
  Type.Unsafe<Readonly<Partial<Record<K, Static<T>>>>>({
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, value])),
    ...closed,
  });

/** A page of things, and the cursor of the next one. */
export const pageOf = <T extends TSchema>(item: T) =>
  named(`${item.$id}Page`, shape({ items: Type.Array(item), next: Type.Union([Id, Type.Null()]) }));

/** A short list as a whole, without pages. */
export const listOf = <T extends TSchema>(name: string, item: T) => named(name, shape({ items: Type.Array(item) }));

/** The first fields of an answer that shows an aggregate. `reached` has the instant of each status that it reached. */
export const staged = <const S extends readonly string[]>(...statuses: S) => ({
  id: Id,
  version: Type.Integer({ minimum: 1, description: 'Also the ETag; send it as If-Match with the next change.' }),
  status: oneOf(...statuses),
  reached: someOf<S[number], typeof Instant>(statuses, Instant),
});

type State = TObject<{ status: TSchema } & TProperties>;

/** The public state of an aggregate as an answer. Only callers who may see the aggregate are shown `more`. */
export function stateAnswer<T extends State, P extends TProperties>(name: string, state: T, more: P) {
  const statuses = state.properties.status.enum as Static<T['properties']['status']>[];
  const { reached: _, ...fields } = state.properties;
  const properties = { ...fields, reached: someOf(statuses as string[], Instant), ...more } as Omit<
    T['properties'],
    keyof P
  > &
    P;
  return named(name, shape(properties, state.title ? { title: state.title } : {}));
}
