import 'reflect-metadata';

export type Dto = new () => object;

/** What is in a value that its DTO does not have, or has less of: paths of unknown fields, and lists and texts that are too long. */
export interface Shape {
  readonly unknown: string[];
  readonly tooLong: { readonly field: string; readonly most: number; readonly of: 'elements' | 'letters' }[];
}

/** A text that its pattern, format or words bound. */
const longestOfForm = 500;
/** What is one letter to whoever reads may be several units of text; the exact count is left to the check of the field. */
const unitsOfLetter = 4;

/** What the API document says of a field. */
interface Documented {
  readonly type?: unknown;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly items?: { readonly type?: unknown; readonly maxLength?: number };
}

interface Field {
  readonly most: number | undefined;
  /** Letters of its text, or of each of its texts. */
  readonly longest: number;
  readonly holds: Dto | undefined;
  /** A list of rows, of which each is judged for itself by whoever takes them in. */
  readonly isRows: boolean;
}

const known = new Map<Dto, ReadonlyMap<string, Field>>();

/**
 * Holds a value against the fields of its DTO, as the API document has them: their names, and how long lists may be. The
 * elements of a list that is too long are not looked at.
 */
export function shapeOf(value: unknown, dto: Dto): Shape {
  const shape: Shape = { unknown: [], tooLong: [] };
  walk(value, dto, '', shape);
  return shape;
}

/** The fields of a DTO that are lists of rows. */
export const rowListsOf = (dto: Dto): string[] =>
  [...fieldsOf(dto)].flatMap(([name, { isRows }]) => (isRows ? [name] : []));

function walk(value: unknown, dto: Dto, path: string, shape: Shape): void {
  if (typeof value !== 'object' || value === null) return;
  const fields = fieldsOf(dto);
  if (fields.size === 0) return;
  for (const [name, inner] of Object.entries(value)) {
    const at = path ? `${path}.${name}` : name;
    const field = fields.get(name);
    if (!field) shape.unknown.push(at);
    else if (!Array.isArray(inner)) look(inner, field, at, shape);
    else if (field.most !== undefined && inner.length > field.most) {
      shape.tooLong.push({ field: at, most: field.most, of: 'elements' });
    } else if (!field.isRows) {
      for (const [index, element] of inner.entries()) look(element, field, `${at}.${index}`, shape);
    }
  }
}

function look(value: unknown, { holds, longest }: Field, path: string, shape: Shape): void {
  if (holds) walk(value, holds, path, shape);
  else if (typeof value === 'string' && value.length > longest * unitsOfLetter) {
    shape.tooLong.push({ field: path, most: longest, of: 'letters' });
  }
}

/** Of each field what it holds. Every field of a DTO stands in the API document, so that is where they are read. */
function fieldsOf(dto: Dto): ReadonlyMap<string, Field> {
  const read = known.get(dto);
  if (read) return read;
  const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', dto.prototype) ?? []) as string[];
  const fields = new Map(
    names.map((named) => {
      // Swagger writes each name with a colon before it.
      const name = named.replace(/^:/u, '');
      const { type, maxItems, maxLength, items } = (Reflect.getMetadata(
        'swagger/apiModelProperties',
        dto.prototype,
        name,
      ) ?? {}) as Documented;
      const isRows = type === 'array' && items?.type === 'object';
      const longest = maxLength ?? items?.maxLength ?? longestOfForm;
      return [name, { most: maxItems, longest, holds: isDto(type) ? type : undefined, isRows }];
    }),
  );
  known.set(dto, fields);
  return fields;
}

/** A class, and neither a built-in one nor a function that gives one. */
const isDto = (type: unknown): type is Dto =>
  typeof type === 'function' && /^class\b/u.test(Function.prototype.toString.call(type));
