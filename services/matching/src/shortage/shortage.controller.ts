import { everyRole } from '@lotsen/access';
import { ImportSummary, ShortageList } from '@lotsen/api';
import { Does, languageOf, Reads } from '@lotsen/platform';
import { Body, Controller, Get, Headers, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, Matches } from 'class-validator';
import { Shortage } from './shortage.js';

export class ShortageQuery {
  @ApiProperty({ required: false, pattern: '^\\d{2}$', description: "SCB's code of the county.", example: '25' })
  @IsOptional()
  @Matches(/^\d{2}$/u)
  county?: string;
}

export class AssessmentRowsDto {
  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    maxItems: 2000,
    description: 'Rows of Yrkesbarometern, as published.',
  })
  @IsArray()
  @ArrayMaxSize(2000)
  rows!: unknown[];
}

@ApiTags('shortage')
@Controller('v1/matching/shortage')
export class ShortageController {
  constructor(private readonly shortage: Shortage) {}

  @Get()
  @ApiOperation({
    summary: 'Lists the assessments of occupations, with figures of the live vacancies as of the last tick.',
  })
  @Reads(everyRole('any'), ShortageList)
  list(@Query() { county }: ShortageQuery) {
    return this.shortage.list(county);
  }

  @Post('import')
  @ApiOperation({
    summary: 'Imports a published round of assessments.',
    description: 'Each row is accepted or rejected by itself.',
  })
  @Does({ analyst: 'any', administrator: 'any' }, ImportSummary)
  import(@Body() { rows }: AssessmentRowsDto, @Headers('accept-language') accepted: string | undefined) {
    return this.shortage.import(rows, languageOf(accepted));
  }
}
