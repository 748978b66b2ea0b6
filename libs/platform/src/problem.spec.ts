import { describe, expect, it } from '@jest/globals';
import { Refused } from '@lotsen/persistence';
import { BadRequestException } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsUUID } from 'class-validator';
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
    expect(document).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(document)).not.toContain('vault');
  });

  it('of a connection that broke asks to try again, and does not say that nothing was saved', () => {
    for (const error of [
      new Error('Connection terminated unexpectedly'),
      Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }),
      Object.assign(new Error('terminating connection'), { code: '57P01' }),
    ]) {
      expect(problemOf(error)).toMatchObject({ status: 503, code: 'database-away' });
    }
  });

  it('of a value that no column can hold is the client’s', () => {
    expect(problemOf(Object.assign(new Error(), { code: '22021' })).status).toBe(400);
    expect(problemOf(Object.assign(new Error(), { code: '23505' })).status).toBe(409);
    expect(problemOf(Object.assign(new Error(), { code: '40001' })).status).toBe(503);
  });
});

describe('the check of a request', () => {
  const check = async (body: object) => {
    try {
      await requestValidation().transform(body, { type: 'body', metatype: Dto });
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

  it('of a row refuses what is no object', async () => {
    for (const row of [null, 1, 'x', []]) expect((await checkRow(Dto, row)).ok).toBe(false);
  });
});
