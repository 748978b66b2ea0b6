import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { holdsIdentityNumber, identityNumberOf, organisationNumberOf } from '../numbers/index.js';

/** Fields that several DTOs have, each with its check and its line in the API document. */

const when = (optional: boolean) => (optional ? [IsOptional()] : []);
const day = () => applyDecorators(Matches(/^\d{4}-\d{2}-\d{2}$/u), IsISO8601({ strict: true, strictSeparator: true }));

/** A calendar day that exists, YYYY-MM-DD. */
export const DayField = ({ optional = false } = {}) =>
  applyDecorators(ApiProperty({ format: 'date', required: !optional }), ...when(optional), day());

/** What an id names. A service checks whether the caller may name it; docs/ids.md says who may. */
export type Named =
  | 'person'
  | 'organisation'
  | 'organisation or group'
  | 'workplace'
  | 'profile'
  | 'outcome'
  | 'case'
  | 'vacancy'
  | 'placement'
  | 'vacancy or placement'
  | 'need'
  | 'supervisor';

/** An extension in the API document. Typed as `object`, because Swagger's types know no extensions of a property. */
const naming = (names: Named): object => ({ 'x-lotsen-names': names });

/** The id of an aggregate. Ids are compared as text, and so converted to lower case. */
export const IdField = (names: Named, { optional = false, description = '' } = {}) =>
  applyDecorators(
    ApiProperty({
      format: 'uuid',
      required: !optional,
      ...naming(names),
      ...(description ? { description } : {}),
    }),
    ...when(optional),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsUUID(),
  );

/** Blanks, control characters, and letters that look blank (Hangul fillers, the Braille blank). */
const unseen = /[\s\p{C}\u115f\u1160\u2800\u3164\uffa0]/gu;
/** Refuses a text of which nothing is seen. */
const IsNotBlank = () =>
  ValidateBy({
    name: 'isNotBlank',
    validator: { validate: (value) => typeof value !== 'string' || value === '' || value.replace(unseen, '') !== '' },
  });

/** Free text must not name a person by number. */
const HoldsNoIdentityNumber = () =>
  ValidateBy({
    name: 'holdsNoIdentityNumber',
    validator: { validate: (value) => typeof value !== 'string' || !holdsIdentityNumber(value) },
  });

/** A text that is not empty, nor blanks only, and holds no personal identity number. */
export const TextField = (longest: number, description = '', { optional = false } = {}) =>
  applyDecorators(
    ApiProperty({
      maxLength: longest,
      minLength: 1,
      required: !optional,
      ...(description ? { description } : {}),
    }),
    ...when(optional),
    IsString(),
    IsNotEmpty(),
    IsNotBlank(),
    HoldsNoIdentityNumber(),
    MaxLength(longest),
  );

/** Keeps what `read` makes of a value, in one spelling, and refuses under this name a value of which it makes nothing. */
const ReadBy = (name: string, read: (value: unknown) => string | undefined) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => read(value) ?? value),
    ValidateBy({ name, validator: { validate: (value) => read(value) !== undefined } }),
  );

/** A personal identity number or co-ordination number, in any spelling. It is kept as twelve digits. */
export const IdentityNumberField = ({ optional = false } = {}) =>
  applyDecorators(
    ApiProperty({
      required: !optional,
      ...(optional ? {} : { example: '19121212-1212' }),
      maxLength: 40,
      ...(optional ? { description: 'Left out for persons without a number.' } : {}),
    }),
    ...when(optional),
    ReadBy('isIdentityNumber', (value) => identityNumberOf(value)),
  );

/** The organisation number of a legal person, in any spelling. It is kept as ten digits. */
export const OrganisationNumberField = () =>
  applyDecorators(
    ApiProperty({
      required: false,
      maxLength: 40,
      example: '556036-0793',
      description: 'Organisation number of a legal person; left out for a sole trader, whose number is a personal one.',
    }),
    IsOptional(),
    ReadBy('isOrganisationNumber', organisationNumberOf),
  );

/** The id of a concept of the reference data. */
export const ConceptField = (description: string, { optional = false } = {}) =>
  applyDecorators(
    ApiProperty({ description, minLength: 1, maxLength: 40, required: !optional }),
    ...when(optional),
    IsString(),
    IsNotEmpty(),
    MaxLength(40),
  );

/** Ids of concepts of the reference data. The caller may leave the field out. */
export const ConceptListField = (most: number, description: string) =>
  applyDecorators(
    ApiProperty({
      required: false,
      type: 'array',
      items: { type: 'string', maxLength: 40 },
      maxItems: most,
      description,
    }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(most),
    IsString({ each: true }),
    MaxLength(40, { each: true }),
  );

/** The code of a municipality, as Statistics Sweden (SCB) publishes it. */
export const MunicipalityField = ({ optional = false } = {}) =>
  applyDecorators(
    ApiProperty({
      required: !optional,
      pattern: '^\\d{4}$',
      example: '2481',
      description: "SCB's code of the municipality.",
    }),
    ...when(optional),
    Matches(/^\d{4}$/u),
  );

export const MunicipalityListField = (most: number, { optional = true } = {}) =>
  applyDecorators(
    ApiProperty({
      required: !optional,
      type: 'array',
      items: { type: 'string', pattern: '^\\d{4}$' },
      minItems: optional ? 0 : 1,
      maxItems: most,
      description: "SCB's codes of municipalities.",
    }),
    ...when(optional),
    IsArray(),
    ArrayMaxSize(most),
    ArrayMinSize(optional ? 0 : 1),
    Matches(/^\d{4}$/u, { each: true }),
  );

export const YesNoField = (description: string, { optional = true } = {}) =>
  applyDecorators(ApiProperty({ required: !optional, type: Boolean, description }), ...when(optional), IsBoolean());

/** A whole number. */
export const NumberField = (least: number, most: number, { optional = false, description = '' } = {}) =>
  applyDecorators(
    ApiProperty({
      type: 'integer',
      required: !optional,
      minimum: least,
      maximum: most,
      ...(description ? { description } : {}),
    }),
    ...when(optional),
    IsInt(),
    Min(least),
    Max(most),
  );

/** One of the given words. */
export const WordField = (words: readonly string[], { optional = false, description = '' } = {}) =>
  applyDecorators(
    ApiProperty({ enum: [...words], required: !optional, ...(description ? { description } : {}) }),
    ...when(optional),
    IsIn([...words]),
  );

/** A list of the given words. */
export const WordListField = (words: readonly string[], { optional = true, least = 0, most = words.length } = {}) =>
  applyDecorators(
    ApiProperty({ enum: [...words], isArray: true, required: !optional, minItems: least, maxItems: most }),
    ...when(optional),
    IsArray(),
    ArrayMinSize(least),
    ArrayMaxSize(most),
    IsIn([...words], { each: true }),
  );

/** Ids of aggregates. */
export const IdListField = (names: Named, most: number, { optional = true, description = '' } = {}) =>
  applyDecorators(
    ApiProperty({
      required: !optional,
      type: 'array',
      items: { type: 'string', format: 'uuid', ...naming(names) },
      maxItems: most,
      ...(description ? { description } : {}),
    }),
    ...when(optional),
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map((id) => (typeof id === 'string' ? id.toLowerCase() : id)) : value,
    ),
    IsArray(),
    ArrayMaxSize(most),
    IsUUID(undefined, { each: true }),
  );

/** Calendar days that exist, YYYY-MM-DD. */
export const DayListField = (most: number) =>
  applyDecorators(
    ApiProperty({ required: false, type: 'array', items: { type: 'string', format: 'date' }, maxItems: most }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(most),
    Matches(/^\d{4}-\d{2}-\d{2}$/u, { each: true }),
    IsISO8601({ strict: true, strictSeparator: true }, { each: true }),
  );

/** One nested DTO. */
export const ObjectField = (of: new () => object, { optional = false, description = '' } = {}) =>
  applyDecorators(
    ApiProperty({ type: of, required: !optional, ...(description ? { description } : {}) }),
    ...when(optional),
    IsObject(),
    ValidateNested(),
    Type(() => of),
  );

/** Rows of one shape. Each row is checked on its own (`checkRow`): a wrong row does not make the others fail. */
export const RowsField = (of: new () => object, most: number, description: string) =>
  applyDecorators(
    ApiProperty({ type: 'array', items: { type: 'object' }, minItems: 1, maxItems: most, description }),
    Reflect.metadata('lotsen:rows', of),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(most),
  );

/** A list of nested DTOs. */
export const ListField = (of: new () => object, most: number, { optional = true, least = 0 } = {}) =>
  applyDecorators(
    ApiProperty({ required: !optional, type: [of], maxItems: most, minItems: least }),
    ...when(optional),
    IsArray(),
    ArrayMaxSize(most),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => of),
  );
