import { isProtectedGround } from '@lotsen/contracts';
import type { Text } from '@lotsen/persistence';
import { BadRequestException, ValidationPipe } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import type { FieldProblem } from './problem.js';

/** What class-validator's constraints say, in both languages; the English sentence is its own where none is here. */
const sentences: Record<string, Text> = {
  isUuid: { sv: 'ska vara ett id (UUID)', en: 'must be an id (UUID)' },
  isInt: { sv: 'ska vara ett heltal', en: 'must be a whole number' },
  isNumber: { sv: 'ska vara ett tal', en: 'must be a number' },
  isBoolean: { sv: 'ska vara true eller false', en: 'must be true or false' },
  isString: { sv: 'ska vara text', en: 'must be text' },
  isArray: { sv: 'ska vara en lista', en: 'must be a list' },
  isNotEmpty: { sv: 'får inte vara tomt', en: 'must not be empty' },
  isEmail: { sv: 'ska vara en e-postadress', en: 'must be an e-mail address' },
  isObject: { sv: 'ska vara ett objekt', en: 'must be an object' },
  isDefined: { sv: 'saknas', en: 'is missing' },
};

const forbidden = (field: string): FieldProblem => {
  const last = field.split('.').at(-1) ?? field;
  if (isProtectedGround(last)) {
    return {
      field,
      code: 'protected-ground',
      detail: {
        sv: 'står för en diskrimineringsgrund och tas aldrig emot',
        en: 'stands for a protected ground and is never taken in',
      },
    };
  }
  return { field, code: 'unknown-field', detail: { sv: 'är inget fält här', en: 'is not a field here' } };
};

function flatten(errors: readonly ValidationError[], path: string): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([constraint, message]): FieldProblem => {
      if (constraint === 'whitelistValidation') return forbidden(field);
      const sentence = message.replace(new RegExp(`^(each value in )?${error.property} `, 'u'), '');
      const told = sentences[constraint] ?? { sv: `är fel: ${sentence}`, en: sentence };
      return { field, code: error.value === undefined ? 'missing' : constraint, detail: told };
    });
    return [...own, ...flatten(error.children ?? [], field)];
  });
}

const rules = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;

function problemOf(errors: readonly ValidationError[]) {
  const fields = flatten(errors, '');
  const protectedGround = fields.some((field) => field.code === 'protected-ground');
  return {
    code: protectedGround ? 'protected-ground' : 'invalid-request',
    detail: {
      sv: `Rätta: ${fields.map((f) => `${f.field} ${f.detail.sv}`).join('; ')}.`,
      en: `Correct: ${fields.map((f) => `${f.field} ${f.detail.en}`).join('; ')}.`,
    },
    errors: fields,
  };
}

/** Checks what a route takes in against its DTO: unknown fields are refused, those of a protected ground by a code of their own. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    ...rules,
    exceptionFactory: (errors) => new BadRequestException(problemOf(errors)),
  });
}

/** The same check for one row of a list, where a wrong row must not take a right one with it. */
export async function checkRow<T extends object>(
  dto: new () => T,
  row: unknown,
): Promise<
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ReturnType<typeof problemOf> }
> {
  const value = plainToInstance(dto, typeof row === 'object' && row !== null && !Array.isArray(row) ? row : {});
  const errors = await validate(value, rules);
  return errors.length > 0 ? { ok: false, problem: problemOf(errors) } : { ok: true, value };
}
