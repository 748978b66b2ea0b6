import { describe, expect, it } from '@jest/globals';
import { Refused } from '@lotsen/persistence';
import { BadRequestException, HttpException } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsUUID, ValidateNested } from 'class-validator';
import { problemOf } from './problem.filter.js';
import { languageOf, problemDocument } from './problem.js';
import { checkRow, requestValidation } from './validation.js';

class Dto {
  @ApiProperty()
  @IsUUID()
  id!: string;

  @ApiProperty()
  @IsInt()
  count!: number;
}

class ListDto {
  @ApiProperty({ type: [Dto], maxItems: 100 })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => Dto)
  many!: Dto[];
}

describe('a problem', () => {
  it('is told in the language of the client, Swedish unless it prefers English', () => {
    expect([languageOf(undefined), languageOf('sv'), languageOf('en-GB,sv;q=0.5'), languageOf('de')]).toEqual([
      'sv',
      'sv',
      'en',
      'sv',
    ]);
  });

  it('of a refusal keeps its status, code, field and hint', () => {
    const refused = new Refused({
      code: 'too-long',
      status: 422,
      field: 'end',
      detail: { sv: 'För långt.', en: 'Too long.' },
      hint: { sv: 'Korta.', en: 'Shorten.' },
    });
    expect(problemDocument(problemOf(refused), 'en')).toEqual({
      type: 'urn:lotsen:problem:too-long',
      title: 'The content makes no sense',
      status: 422,
      code: 'too-long',
      field: 'end',
      detail: 'Too long.',
      hint: 'Shorten.',
    });
  });

  it('of a surprise says nothing of what happened inside', () => {
    const document = problemDocument(problemOf(new Error('relation "vault" does not exist')), 'en');
    expect(document).toMatchObject({
      status: 500,
      code: 'internal',
      hint: expect.stringContaining('before you retry'),
    });
    expect(JSON.stringify(document)).not.toContain('vault');
  });

  it('of a connection that broke says that the change may have been saved', () => {
    for (const error of [
      new Error('Connection terminated unexpectedly'),
      Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }),
      Object.assign(new Error('terminating connection'), { code: '57P01' }),
    ]) {
      const hint = {
        sv: expect.stringContaining('kan ha sparats'),
        en: expect.stringContaining('may have been saved'),
      };
      expect(problemOf(error)).toMatchObject({ status: 503, code: 'database-away', hint });
    }
  });

  it.each([
    ['charset.unsupported', 415, 'not-utf-8'],
    ['encoding.unsupported', 415, 'bad-request'],
    ['entity.too.large', 413, 'too-large'],
    ['entity.parse.failed', 400, 'not-json'],
    ['too-many-fields', 413, 'too-much'],
    ['nested-too-deep', 400, 'bad-request'],
  ])('of a parser is told by its kind, bare or as Nest wraps it: %s', (type, status, code) => {
    const bare = Object.assign(new Error('as the parser words it'), { type, status });
    for (const error of [bare, new HttpException(bare.message, status, { cause: bare })]) {
      expect(problemOf(error)).toMatchObject({ status, code });
    }
  });

  it('of a value that no column can hold is the client’s', () => {
    expect(problemOf(Object.assign(new Error(), { code: '22021' })).status).toBe(400);
    expect(problemOf(Object.assign(new Error(), { code: '23505' })).status).toBe(409);
    expect(problemOf(Object.assign(new Error(), { code: '40001' })).status).toBe(503);
  });
});

describe('the check of a request', () => {
  const check = async (body: object, metatype: new () => object = Dto) => {
    try {
      await requestValidation().transform(body, { type: 'body', metatype });
      return undefined;
    } catch (error) {
      return (error as BadRequestException).getResponse() as {
        code: string;
        errors: { field: string; code: string }[];
      };
    }
  };

  it('names each field that is wrong', async () => {
    const problem = await check({ id: 'x', count: 'y' });
    expect(problem?.errors.map(({ field, code }) => [field, code])).toEqual([
      ['id', 'isUuid'],
      ['count', 'isInt'],
    ]);
  });

  it('refuses unknown fields, and those of a protected ground by a code of their own', async () => {
    const right = { id: '00000000-0000-4000-8000-000000000001', count: 1 };
    expect(await check(right)).toBeUndefined();
    expect(await check({ ...right, colour: 'red' })).toMatchObject({
      code: 'invalid-request',
      errors: [{ code: 'unknown-field' }],
    });
    expect(await check({ ...right, age: 50 })).toMatchObject({
      code: 'protected-ground',
      errors: [{ code: 'protected-ground' }],
    });
  });

  it('tells the first twenty faults and counts the others', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`x${at}`, at]));
    const problem = await check(unknown);
    expect(problem?.errors).toHaveLength(20);
    expect((problem as unknown as { detail: { en: string } }).detail.en).toContain('and 180 more');
  });

  it('looks at no element of a list that is too long', async () => {
    let looked = 0;
    const element = {};
    Object.defineProperty(element, 'count', { enumerable: true, get: () => looked++ });
    const many = await check({ many: Array.from({ length: 1000 }, () => element) }, ListDto);
    expect(many?.errors).toEqual([expect.objectContaining({ field: 'many', code: 'arrayMaxSize' })]);
    expect(looked).toBe(0);
    const unlike = await check(
      { many: [{ colour: 'red' }, ...Array.from({ length: 30 }, () => ({ shape: 1 }))] },
      ListDto,
    );
    expect(unlike?.errors[0]).toMatchObject({ field: 'many.0.colour', code: 'unknown-field' });
  });

  it('of a row refuses what is no object', async () => {
    for (const row of [null, 1, 'x', []]) expect((await checkRow(Dto, row)).ok).toBe(false);
  });
});
