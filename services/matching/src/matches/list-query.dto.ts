import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

export class ListQuery {
  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    maximum: 500,
    default: 20,
    description: 'How many of each list.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 20;

  /** Lets callers read their own writes: the answer waits up to a second for this version, else it is marked stale. */
  @ApiProperty({
    required: false,
    pattern: '^[0-9a-f-]{36}:[1-9]\\d{0,8}$',
    description: 'AGGREGATE-ID:VERSION that the answer must know of.',
  })
  @IsOptional()
  @Matches(/^[0-9a-f-]{36}:[1-9]\d{0,8}$/u)
  'min-version'?: string;
}

export class CandidateListQuery extends ListQuery {
  @ApiProperty({ required: false, pattern: '^\\d{2}$', description: "Only targets in this county (SCB's code)." })
  @IsOptional()
  @Matches(/^\d{2}$/u)
  county?: string;
}
