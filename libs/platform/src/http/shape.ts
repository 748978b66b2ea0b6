import 'reflect-metadata';

export type Dto = new () => object;

/** How a value exceeds its DTO: the paths of unknown fields, and the lists and texts that are too long. */
export interface Shape {
  readonly unknown: string[];
  readonly tooLong: { readonly field: string; readonly most: number; readonly of: 'elements' | 'letters' }[];
}

/** The limit of a text without a documented maximum: its pattern, its format or its list of words bounds it. */
const longestOfForm = 500;
/**
 * How many UTF-16 units a letter may take here, because what a reader sees as one letter can be several units. The
 * check of the field does the exact count.
 */
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
  /** The most letters of its text, or of each text in its list. */
  readonly longest: number;
  readonly holds: Dto | undefined;
  /** Whether it is a list of rows, each of which the route's handler checks on its own. */
  readonly isRows: boolean;
}

const known = new Map<Dto, ReadonlyMap<string, Field>>();

/**
 * Compares a value with the fields of its DTO, as the API document has them: their names, and how long lists and texts
 * may be. It does not look at the elements of a list that is too long.
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

/** The fields of a DTO, read from the metadata of the API document, which has every field. */
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

/** Whether a type is a DTO class: not a built-in class, and not a function that returns a class. */
const isDto = (type: unknown): type is Dto =>
  typeof type === 'function' && /^class\b/u.test(Function.prototype.toString.call(type));
