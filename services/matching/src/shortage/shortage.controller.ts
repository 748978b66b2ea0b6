import { everyRole } from '@lotsen/access';
import { ImportSummary, ShortageList } from '@lotsen/api';
import type { MatchingEngine } from '@lotsen/matching-engine';
import { Does, languageOf, Reads } from '@lotsen/platform';
import { Reference, type ShortageAssessment, shortageSituations } from '@lotsen/reference';
import { Body, Controller, Get, Headers, Inject, Post, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, Matches } from 'class-validator';
import { shownCount } from '../counts/shown-count.js';
import { ENGINE } from '../engine/engine.js';
import { readAssessment } from './assessment-row.js';
import { Assessments } from './assessments.js';
import { PublishedFigures } from './published-figures.js';

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

/** County by county, the greatest need first, then by name. */
function byNeed(a: ShortageAssessment, b: ShortageAssessment): number {
  return (
    a.county.localeCompare(b.county) ||
    shortageSituations.indexOf(a.situation) - shortageSituations.indexOf(b.situation) ||
    a.label.localeCompare(b.label, 'sv')
  );
}

@ApiTags('shortage')
@Controller('v1/matching/shortage')
export class ShortageController {
  constructor(
    private readonly assessments: Assessments,
    private readonly published: PublishedFigures,
    private readonly reference: Reference,
    @Inject(ENGINE) private readonly engine: MatchingEngine,
  ) {}

  /** What is assessed of each occupation, and beside it what the live vacancies say as of the last tick. */
  @Get()
  @Reads(everyRole('any'), ShortageList)
  async list(@Query() { county }: ShortageQuery) {
    const items = this.assessments
      .inCounties(county)
      .sort(byNeed)
      .map((assessment) => this.rowOf(assessment));
    return { asOf: (await this.engine.frame()).asOf, items };
  }

  /** Takes rows of a published round in; each is judged for itself. */
  @Post('import')
  @Does({ analyst: 'any', administrator: 'any' }, ImportSummary)
  async import(@Body() { rows }: AssessmentRowsDto, @Headers('accept-language') accepted: string | undefined) {
    const rejected: { line: number; code: string; message: string }[] = [];
    const right: ShortageAssessment[] = [];
    for (const [at, row] of rows.entries()) {
      const read = readAssessment(row, this.reference);
      if ('assessment' in read) right.push(read.assessment);
      else
        rejected.push({ line: at + 1, code: read.refusal.code, message: read.refusal.message[languageOf(accepted)] });
    }
    const fates = await this.assessments.keep(right);
    const count = (fate: string) => fates.filter((one) => one === fate).length;
    return {
      read: rows.length,
      created: count('created'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      removed: 0,
      rejected,
      alsoRejected: 0,
    };
  }

  private rowOf(assessment: ShortageAssessment) {
    const figures = this.published.of(assessment);
    const eligible = figures?.shown ?? 0;
    const openPositions = figures?.openPositions ?? 0;
    return {
      ...assessment,
      countyName: this.reference.county(assessment.county) ?? assessment.county,
      openPositions,
      eligible: shownCount(eligible),
      // Open positions for each person who could take one, of the count as it is shown: else it would give the exact one.
      tightness: eligible > 0 ? Math.round((openPositions * 100) / eligible) / 100 : null,
    };
  }
}
