import { closed, Id, Instant, oneOf } from '@lotsen/contracts/vocabulary';
import { type ObjectOptions, type Static, type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';

export { closed, Day, Id, Instant, nullable, OrganisationId, oneOf } from '@lotsen/contracts/vocabulary';

/** A schema that stands in the API document once, under this name, wherever it is used. */
export const named = <T extends TSchema>(name: string, schema: T): T => ({ ...schema, $id: name });

/** An object of these fields and no others. */
export const shape = <P extends TProperties>(properties: P, options: ObjectOptions = {}) =>
  Type.Object(properties, { ...options, ...closed });

export const text = Type.String();
export const count = Type.Integer({ minimum: 0 });

/** A value for some of these keys, and for no others. */
export const someOf = <const K extends string, T extends TSchema>(keys: readonly K[], value: T) =>
  Type.Unsafe<Readonly<Partial<Record<K, Static<T>>>>>({
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, value])),
    ...closed,
  });

/** A page of things, and the cursor of the next one. */
export const pageOf = <T extends TSchema>(item: T) =>
  named(`${item.$id}Page`, shape({ items: Type.Array(item), next: Type.Union([Id, Type.Null()]) }));

/** All of a short list. */
export const listOf = <T extends TSchema>(name: string, item: T) => named(name, shape({ items: Type.Array(item) }));

/** What every stored thing's answer begins with: `reached` has the instant of each status that it came to. */
export const staged = <const S extends readonly string[]>(...statuses: S) => ({
  id: Id,
  version: Type.Integer({ minimum: 1, description: 'Also the ETag; send it as If-Match with the next change.' }),
  status: oneOf(...statuses),
  reached: someOf<S[number], typeof Instant>(statuses, Instant),
});

type State = TObject<{ status: TSchema } & TProperties>;

/** An aggregate's public state as an answer, with what only those who may see it are shown. */
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
