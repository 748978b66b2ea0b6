import { isProtectedGround } from '@lotsen/contracts';
import type { Text } from '@lotsen/persistence';
import { type ArgumentMetadata, BadRequestException, ValidationPipe } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import type { FieldProblem } from './problem.js';
import { type Dto, rowListsOf, shapeOf } from './shape.js';

/** Sentences for class-validator's constraints, and those of our own. */
const sentences: Record<string, Text> = {
  isUuid: { sv: 'ska vara ett id (UUID)', en: 'must be an id (UUID)' },
  isInt: { sv: 'ska vara ett heltal', en: 'must be a whole number' },
  isNumber: { sv: 'ska vara ett tal', en: 'must be a number' },
  isBoolean: { sv: 'ska vara true eller false', en: 'must be true or false' },
  isString: { sv: 'ska vara text', en: 'must be text' },
  isUrl: {
    sv: 'ska vara en adress som börjar med http:// eller https://',
    en: 'must be an address that starts with http:// or https://',
  },
  isArray: { sv: 'ska vara en lista', en: 'must be a list' },
  isIso8601: { sv: 'ska vara en dag som finns, som 2026-11-28', en: 'must be a day that exists, such as 2026-11-28' },
  isIdentityNumber: {
    sv: 'ska vara ett giltigt person- eller samordningsnummer (möjligt födelsedatum, rätt kontrollsiffra)',
    en: 'must be a valid personal identity number or co-ordination number (possible date of birth, correct check digit)',
  },
  isOrganisationNumber: {
    sv: 'ska vara en juridisk persons organisationsnummer med rätt kontrollsiffra; utelämna fältet för en enskild firma',
    en: 'must be the organisation number of a legal person, with a correct check digit; leave it out for a sole trader',
  },
  holdsNoIdentityNumber: {
    sv: 'får inte innehålla ett personnummer, eller något som ser ut som ett',
    en: 'must not hold a personal identity number, or what looks like one',
  },
  isNotBlank: { sv: 'får inte vara bara blanksteg', en: 'must not be only blanks' },
  isNotEmpty: { sv: 'får inte vara tomt', en: 'must not be empty' },
  isEmail: { sv: 'ska vara en e-postadress', en: 'must be an e-mail address' },
  isObject: { sv: 'ska vara ett objekt', en: 'must be an object' },
  nestedValidation: { sv: 'ska vara ett objekt', en: 'must be an object' },
  matches: { sv: 'har fel form', en: 'has the wrong form' },
};

const rows = (count: string) => (count === '1' ? '1 rad' : `${count} rader`);
/** The same for constraints with a bound, which class-validator's sentence ends with, or a word after it. */
const bounded: Record<string, (bound: string) => string> = {
  min: (bound) => `ska vara minst ${bound}`,
  max: (bound) => `ska vara högst ${bound}`,
  minLength: (bound) => `ska ha minst ${bound} tecken`,
  maxLength: (bound) => `ska ha högst ${bound} tecken`,
  arrayMinSize: (bound) => `ska ha minst ${rows(bound)}`,
  arrayMaxSize: (bound) => `ska ha högst ${rows(bound)}`,
  isIn: (words) => `ska vara något av: ${words}`,
};

function inWords(constraint: string, english: string): Text {
  const sentence = sentences[constraint];
  if (sentence) return sentence;
  const bound = /(?:values: (.*)|(-?[\d.]+)(?: characters| elements)?)$/su.exec(english);
  const swedish = bounded[constraint]?.(bound?.[1] ?? bound?.[2] ?? '');
  return { sv: swedish ?? `är fel: ${english}`, en: english };
}

const longestName = 100;
/** Cuts off a long field name that the caller made up: nobody reads more of it. */
const named = (field: string) => (field.length > longestName ? `${field.slice(0, longestName)}…` : field);

const forbidden = (path: string): FieldProblem => {
  const field = named(path);
  const last = field.slice(field.lastIndexOf('.') + 1);
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

/** A constraint that a value breaks, before it is put in words. */
interface Broken {
  readonly field: string;
  readonly constraint: string;
  readonly message: string;
  readonly property: string;
}

function brokenIn(errors: readonly ValidationError[], path: string): Broken[] {
  return errors.flatMap((error) => {
    const { property } = error;
    const field = path ? `${path}.${property}` : property;
    const constraints = Object.entries(error.constraints ?? {});
    const missing = error.value === undefined && constraints.length > 0 && !error.constraints?.whitelistValidation;
    if (missing) return [{ field, constraint: 'missing', message: '', property }];
    const own = constraints.map(([constraint, message]) => ({ field, constraint, message, property }));
    return [...own, ...brokenIn(error.children ?? [], field)];
  });
}

function problemOfBroken({ field, constraint, message, property }: Broken): FieldProblem {
  if (constraint === 'missing') return { field, code: 'missing', detail: { sv: 'saknas', en: 'is missing' } };
  if (constraint === 'whitelistValidation') return forbidden(field);
  const sentence = message.replace(new RegExp(`^(each value in )?${property} `, 'u'), '');
  return { field, code: constraint, detail: inWords(constraint, sentence) };
}

const rules = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;

/** The most faults that one answer lists: nobody reads more at once, and the answer stays as small as the request. */
const mostShown = 20;
/** The same limit for one row of a list. */
const mostShownOfRow = 3;

/** A problem document of the first faults, with the number of the others. */
function problemOf(fields: readonly FieldProblem[], count: number) {
  const protectedGround = fields.some((field) => field.code === 'protected-ground');
  const more = count - fields.length;
  const corrections = (language: keyof Text) => fields.map((f) => `${f.field} ${f.detail[language]}`).join('; ');
  return {
    code: protectedGround ? 'protected-ground' : 'invalid-request',
    detail: {
      sv: `Rätta: ${corrections('sv')}${more > 0 ? `; och ${more} fel till` : ''}.`,
      en: `Correct: ${corrections('en')}${more > 0 ? `; and ${more} more` : ''}.`,
    },
    errors: fields,
  };
}

function problemOfErrors(errors: readonly ValidationError[], most: number) {
  const broken = brokenIn(errors, '');
  return problemOf(broken.slice(0, most).map(problemOfBroken), broken.length);
}

/**
 * Finds what is too long or unknown in a value, before any of its elements is checked. Undefined if nothing is too long
 * and the unknown fields are few, with short names: the check that follows reports those.
 */
function problemOfShape(value: unknown, dto: Dto, mostShown: number) {
  const { unknown, tooLong } = shapeOf(value, dto);
  const isLittle = unknown.length <= mostShown && unknown.every(({ length }) => length <= longestName);
  if (tooLong.length === 0 && isLittle) return undefined;
  const faults = [
    ...tooLong.map(
      ({ field, most, of }): FieldProblem =>
        of === 'elements'
          ? {
              field,
              code: 'arrayMaxSize',
              detail: { sv: `har fler än ${most} rader`, en: `has more than ${most} elements` },
            }
          : {
              field,
              code: 'maxLength',
              detail: { sv: `är längre än ${most} tecken`, en: `is longer than ${most} letters` },
            },
    ),
    ...unknown.slice(0, mostShown).map(forbidden),
  ];
  return problemOf(faults.slice(0, mostShown), tooLong.length + unknown.length);
}

/** Refuses NUL and unpaired surrogates: they are not text, and could not be stored. */
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
    if (metadata.metatype) {
      const problem = problemOfShape(value, metadata.metatype as Dto, mostShown);
      if (problem) throw new BadRequestException(problem);
    }
    assertText(value);
    const rows = rowsIn(value, metadata.metatype as Dto | undefined);
    const emptied = rows.map(([name, { length }]) => [name, Array.from({ length }, () => null)] as const);
    const checked = await super.transform(
      emptied.length === 0 ? value : { ...(value as object), ...Object.fromEntries(emptied) },
      metadata,
    );
    return emptied.length === 0 ? checked : Object.assign(checked as object, Object.fromEntries(rows));
  }
}

/**
 * The lists of rows in a value, by field name. The pipe neither copies nor checks them with the rest: that took longer
 * than checking all rows one by one.
 */
function rowsIn(value: unknown, dto: Dto | undefined): [string, unknown[]][] {
  if (!dto || typeof value !== 'object' || value === null) return [];
  return rowListsOf(dto).flatMap((name): [string, unknown[]][] => {
    const rows = (value as Record<string, unknown>)[name];
    return Array.isArray(rows) ? [[name, rows]] : [];
  });
}

/**
 * Checks the input of a route against its DTO. Unknown fields are refused; those that stand for a protected ground have
 * a code of their own.
 */
export function requestValidation(): ValidationPipe {
  return new RequestValidation({
    transform: true,
    ...rules,
    exceptionFactory: (errors) => new BadRequestException(problemOfErrors(errors, mostShown)),
  });
}

/** The same check for one row of a list, so that a wrong row does not make the others fail. */
export async function checkRow<T extends object>(
  dto: new () => T,
  given: unknown,
): Promise<
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ReturnType<typeof problemOf> }
> {
  const row = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {};
  const problem = problemOfShape(row, dto, mostShownOfRow);
  if (problem) return { ok: false, problem };
  const value = plainToInstance(dto, row);
  const errors = await validate(value, rules);
  return errors.length > 0 ? { ok: false, problem: problemOfErrors(errors, mostShownOfRow) } : { ok: true, value };
}
