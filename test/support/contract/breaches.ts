/** A valid answer, changed so that it breaks its schema: with a field too many, or with one too few. */
export interface Breach {
  readonly what: string;
  readonly body: unknown;
}

/** Fields that an answer may leave out. */
const optional = ['name', 'number', 'email', 'phone', 'address'];

export function breachesOf(answer: object): Breach[] {
  return [...objectsIn(answer, [])].flatMap((path) => {
    const at = path.join('.') || 'the answer';
    const extra = { what: `a field more in ${at}`, body: changed(answer, path, (one) => ({ ...one, planted: 1 })) };
    // Nested objects have optional fields. The outermost object and the items of a list have few: those in `optional`.
    const isOuter = path.length === 0 || (path[0] === 'items' && path.length === 2);
    const fields = isOuter ? Object.keys(inside(answer, path)).filter((field) => !optional.includes(field)) : [];
    const missing = fields.map((field) => ({
      what: `no ${field} in ${at}`,
      body: changed(answer, path, ({ [field]: _, ...rest }) => rest),
    }));
    return [extra, ...missing];
  });
}

type Path = readonly string[];
type Fields = Record<string, unknown>;

/** The paths of an answer's objects; of a list, the first element stands for all. */
function* objectsIn(value: unknown, path: Path): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) yield* objectsIn(value[0], [...path, '0']);
  else {
    yield path;
    for (const [name, inner] of Object.entries(value)) yield* objectsIn(inner, [...path, name]);
  }
}

const inside = (value: unknown, path: Path): Fields => path.reduce((at, name) => (at as Fields)[name], value) as Fields;

function changed(answer: object, path: Path, change: (one: Fields) => Fields): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(answer as Fields);
  const copy: Fields | unknown[] = Array.isArray(answer) ? [...answer] : { ...answer };
  (copy as Fields)[name] = changed((answer as Fields)[name] as object, rest, change);
  return copy;
}
