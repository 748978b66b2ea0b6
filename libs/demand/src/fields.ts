import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { HoursDto, shifts } from './hours.dto.js';

/** Fields that several DTOs have, each with its check and its line in the API document. */

const when = (optional: boolean) => (optional ? [IsOptional()] : []);
const day = () => applyDecorators(Matches(/^\d{4}-\d{2}-\d{2}$/u), IsISO8601({ strict: true, strictSeparator: true }));

/** A calendar day that exists, YYYY-MM-DD. */
export const DayField = ({ optional = false } = {}) =>
  applyDecorators(ApiProperty({ format: 'date', required: !optional }), ...when(optional), day());

/** The id of an aggregate. Compared as text: however it was written, inside it is lower case. */
export const IdField = ({ optional = false, description = '' } = {}) =>
  applyDecorators(
    ApiProperty({ format: 'uuid', required: !optional, ...(description ? { description } : {}) }),
    ...when(optional),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsUUID(),
  );

/** One line of text that says something. */
export const TextField = (longest: number, description = '') =>
  applyDecorators(
    ApiProperty({ maxLength: longest, ...(description ? { description } : {}) }),
    IsString(),
    IsNotEmpty(),
    MaxLength(longest),
  );

/** The id of a concept of the reference data. */
export const ConceptField = (description: string) =>
  applyDecorators(ApiProperty({ description, maxLength: 40 }), IsString(), IsNotEmpty(), MaxLength(40));

/** Ids of concepts; left out where there are none. */
export const ConceptListField = (most: number, description: string) =>
  applyDecorators(
    ApiProperty({ required: false, type: [String], maxItems: most, description }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(most),
    IsString({ each: true }),
    MaxLength(40, { each: true }),
  );

/** The code of a municipality, as Statistics Sweden has it. */
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

export const YesNoField = (description: string) =>
  applyDecorators(ApiProperty({ required: false, description }), IsOptional(), IsBoolean());

export const HoursField = () =>
  applyDecorators(
    ApiProperty({ required: false, type: HoursDto }),
    IsOptional(),
    IsObject(),
    ValidateNested(),
    Type(() => HoursDto),
  );

export const ShiftsField = () =>
  applyDecorators(
    ApiProperty({ required: false, enum: shifts, isArray: true }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(4),
    IsIn(shifts, { each: true }),
  );

/** Objects of one kind. */
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
