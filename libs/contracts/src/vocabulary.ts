import { cefrLevels, shifts } from '@lotsen/reference/words';
import { type TSchema, Type } from '@sinclair/typebox';

/**
 * Schemas that several events share. Released schemas are immutable: to change one of these, add a new version of each
 * event that uses it.
 */
export const Id = Type.String({ format: 'uuid' });
export const ConceptId = Type.String({ minLength: 1, maxLength: 40 });
export const Day = Type.String({ format: 'date' });
export const Instant = Type.String({ format: 'date-time' });
export const MunicipalityCode = Type.String({ pattern: '^[0-9]{4}$' });
export const CountyCode = Type.String({ pattern: '^[0-9]{2}$' });
export const SsykCode = Type.String({ pattern: '^[0-9]{4}$' });
export const Percent = Type.Integer({ minimum: 0, maximum: 100 });
export const Label = Type.String({ minLength: 1, maxLength: 300 });

export const oneOf = <const T extends readonly string[]>(...words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** A fact, or `unknown` if it was not stated. */
export const stated = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Literal('unknown')]);
/** Only the named fields are allowed. A field for a protected ground is refused, as any other unknown one is. */
export const closed = { additionalProperties: false } as const;

export const Cefr = oneOf(...cefrLevels);
export const Shift = oneOf(...shifts);
export const Hours = Type.Object({ least: Percent, most: Percent }, closed);
export const Requirement = Type.Union([
  Type.Object({ kind: Type.Literal('skill'), must: Type.Boolean(), skill: ConceptId }, closed),
  Type.Object({ kind: Type.Literal('experience'), must: Type.Boolean(), occupation: ConceptId }, closed),
  Type.Object(
    { kind: Type.Literal('language'), must: Type.Boolean(), language: ConceptId, level: nullable(Cefr) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('education'),
      must: Type.Boolean(),
      level: nullable(Type.String({ maxLength: 4 })),
      field: nullable(Type.String({ maxLength: 4 })),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('driving-licence'), must: Type.Boolean(), code: Type.String({ maxLength: 20 }) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('car'), must: Type.Boolean() }, closed),
]);

/** An organisation's id, as tokens carry it. */
export const OrganisationId = Type.String({ maxLength: 40 });
export const Employer = Type.Object({ organisation: nullable(Type.String({ maxLength: 40 })), name: Label }, closed);

/**
 * Fields of every aggregate's public state. `reached` keeps the instant of each status, because compaction removes the
 * records of earlier ones.
 */
export const head = <const S extends readonly string[]>(...statuses: S) => ({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  status: oneOf(...statuses),
  reached: Type.Record(Type.String(), Instant),
});
