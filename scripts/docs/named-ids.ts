import type { Type } from '@nestjs/common';

export interface NamedId {
  /** The path of the field: `units.0.skill` is `units[].skill`. */
  readonly field: string;
  readonly names: string;
}

interface Documented {
  readonly type?: unknown;
  readonly isArray?: boolean;
  readonly format?: string;
  readonly items?: Readonly<Record<string, unknown>>;
  readonly 'x-lotsen-names'?: string;
}

/** The ids that a handler receives, from the DTOs of its parameters. @throws where one does not say what it names */
export function namedIdsOf(prototype: object, method: string): NamedId[] {
  const parameters = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as unknown[];
  return parameters.filter(isClass).flatMap((dto) => walk(dto, ''));
}

function walk(dto: Type, path: string): NamedId[] {
  const properties = (Reflect.getMetadata('swagger/apiModelPropertiesArray', dto.prototype) ?? []) as string[];
  return properties.flatMap((property) => {
    const name = property.replace(/^:/u, '');
    const about = Reflect.getMetadata('swagger/apiModelProperties', dto.prototype, name) as Documented;
    const rows = Reflect.getMetadata('lotsen:rows', dto.prototype, name) as Type | undefined;
    const isList = about.isArray === true || about.type === 'array';
    const field = `${path}${name}${isList ? '[]' : ''}`;
    const inner = rows ?? (isClass(about.type) ? about.type : undefined);
    if (inner) return walk(inner, `${field}.`);
    const id = isList ? (about.items as Documented | undefined) : about;
    // The caller has the cursor of a page from the page before, so it is no id that the caller names.
    if (id?.format !== 'uuid' || name === 'cursor') return [];
    const names = id['x-lotsen-names'];
    if (!names) throw new Error(`${dto.name}.${name} is an id and does not say what it names (IdField).`);
    return [{ field, names }];
  });
}

const isClass = (type: unknown): type is Type =>
  typeof type === 'function' && /^class\b/u.test(Function.prototype.toString.call(type));
