import { isProtectedGround } from '@lotsen/contracts';
import type { Text } from '@lotsen/persistence';
import { type ArgumentMetadata, BadRequestException, ValidationPipe } from '@nestjs/common';
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
  matches: { sv: 'har fel form', en: 'has the wrong form' },
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
    const constraints = Object.entries(error.constraints ?? {});
    const missing = error.value === undefined && constraints.length > 0 && !error.constraints?.whitelistValidation;
    if (missing) return [{ field, code: 'missing', detail: { sv: 'saknas', en: 'is missing' } }];
    const own = constraints.map(([constraint, message]): FieldProblem => {
      if (constraint === 'whitelistValidation') return forbidden(field);
      const sentence = message.replace(new RegExp(`^(each value in )?${error.property} `, 'u'), '');
      const told = sentences[constraint] ?? { sv: `är fel: ${sentence}`, en: sentence };
      return { field, code: constraint, detail: told };
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

const deepest = 32;

/** Nothing that Lotsen takes in is nested deeper than some levels; what is would exhaust the stack of whoever walks it. */
export function assertShallow(json: Buffer): void {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const letter = json[at];
    if (inText) {
      if (letter === 0x5c) at++;
      else if (letter === 0x22) inText = false;
    } else if (letter === 0x22) inText = true;
    else if (letter === 0x5b || letter === 0x7b) depth += 1;
    else if (letter === 0x5d || letter === 0x7d) depth -= 1;
    if (depth > deepest) throw Object.assign(new Error('nested too deep'), { status: 400, type: 'nested too deep' });
  }
}

/** NUL and halves of surrogate pairs: no text, and nothing behind this could keep them. */
function assertText(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || /\p{Surrogate}/u.test(value)) throw new BadRequestException(notText);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      assertText(name);
      assertText(inner);
    }
  }
}

const notText = {
  code: 'not-text',
  detail: { sv: 'En text har tecken som inte är text.', en: 'A text has characters that are no text.' },
  hint: { sv: 'Ta bort styrtecken och halva tecken.', en: 'Remove control characters and halves of characters.' },
};

class RequestValidation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    assertText(value);
    return super.transform(value, metadata);
  }
}

/** Checks what a route takes in against its DTO: unknown fields are refused, those of a protected ground by a code of their own. */
export function requestValidation(): ValidationPipe {
  return new RequestValidation({
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
