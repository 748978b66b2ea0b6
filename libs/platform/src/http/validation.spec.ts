import { describe, expect, it } from '@jest/globals';
import { BadRequestException } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray } from 'class-validator';
import { DayField, ListField, NumberField, TextField, WordField, WordListField } from './fields.js';
import type { Problem } from './problem.js';
import { checkRow, requestValidation } from './validation.js';

class Element {
  @TextField(10)
  name!: string;
}
class Body {
  @ListField(Element, 3000)
  elements?: Element[];
}
class Rows {
  @ApiProperty({ type: 'array', items: { type: 'object' }, maxItems: 3 })
  @IsArray()
  @ArrayMaxSize(3)
  rows!: unknown[];
}

const check = (value: unknown, metatype: new () => object) =>
  requestValidation().transform(value, { type: 'body', metatype });

async function problemOf(value: unknown, dto: new () => object): Promise<Problem> {
  const error = await check(value, dto).catch((thrown: unknown) => thrown);
  if (!(error instanceof BadRequestException)) throw new Error('It was not refused.');
  return error.getResponse() as Problem;
}
const unknownKeys = (count: number, length = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${'k'.repeat(length)}${at}`, at]));

describe('what a request is told of its faults', () => {
  it.each([
    ['unknown fields', unknownKeys(250), '; and 230 more.'],
    ['elements without what they need', { elements: Array.from({ length: 1000 }, () => ({})) }, '; and 980 more.'],
  ])('are the first twenty, and the number of the others: %s', async (_, value, rest) => {
    const { errors, detail } = await problemOf(value, Body);
    expect(errors).toHaveLength(20);
    expect(detail.en.endsWith(rest)).toBe(true);
  });

  it('names no field at more length than one reads', async () => {
    for (const count of [1, 20, 30]) {
      expect(JSON.stringify(await problemOf(unknownKeys(count, 50_000), Body)).length).toBeLessThan(20_000);
    }
  });

  it('is three faults of a row, and the number of the others', async () => {
    for (const row of [unknownKeys(250), { elements: Array.from({ length: 1000 }, () => ({})) }]) {
      const checked = await checkRow(Body, row);
      expect(checked.ok ? [] : checked.problem.errors).toHaveLength(3);
    }
  });
});

class Bounded {
  @NumberField(1, 200)
  limit!: number;
  @TextField(5)
  title!: string;
  @WordField(['a', 'b'])
  word!: string;
  @WordListField(['a', 'b', 'c'], { least: 1, most: 2 })
  words!: string[];
  @DayField()
  day!: string;
}

it('each constraint has its sentence in both languages', async () => {
  const wrong = { limit: 201, title: '   ', word: 'c', words: [], day: '2026-02-30' };
  const { detail } = await problemOf(wrong, Bounded);
  expect(detail).toEqual({
    sv: 'Rätta: limit ska vara högst 200; title får inte vara bara blanksteg; word ska vara något av: a, b; words ska ha minst 1 rad; day ska vara en dag som finns, som 2026-11-28.',
    en: 'Correct: limit must not be greater than 200; title must not be only blanks; word must be one of the following values: a, b; words must contain at least 1 elements; day must be a day that exists, such as 2026-11-28.',
  });
  const low = await problemOf({ ...wrong, limit: -1.5 }, Bounded);
  expect(low.detail.sv).toMatch(/limit ska vara ett heltal; limit ska vara minst 1;/u);
});

it('a text is not blanks only', async () => {
  for (const name of [' ', '\u00a0\t'])
    expect((await problemOf({ name }, Element)).errors?.[0]?.code).toBe('isNotBlank');
  expect(await check({ name: ' a ' }, Element)).toEqual({ name: ' a ' });
});

describe('a list of rows', () => {
  it('comes to whoever takes it in as it was, unread', async () => {
    const rows = [{ some: { nested: 1 } }, 'text', null];
    const { rows: taken } = (await check({ rows }, Rows)) as Rows;
    expect(taken).toBe(rows);
  });

  it('is refused where it is too long or none', async () => {
    for (const rows of [Array.from({ length: 4 }, () => null), {}, undefined, 'rows']) {
      const { errors } = await problemOf({ rows }, Rows);
      expect(new Set(errors?.map(({ field }) => field))).toEqual(new Set(['rows']));
    }
  });
});
