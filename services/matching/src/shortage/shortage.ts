import type { ImportSummary, RejectedRow } from '@lotsen/api';
import type { MatchingEngine } from '@lotsen/matching-engine';
import type { Language } from '@lotsen/platform';
import { Reference, type ShortageAssessment, shortageSituations } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { shownCount } from '../counts/shown-count.js';
import { ENGINE } from '../engine/engine.js';
import { readAssessment } from './assessment-row.js';
import { Assessments } from './assessments.js';
import { PublishedFigures } from './published-figures.js';

/** Sorts by county, then the greatest need first, then by the occupation's name. */
function byNeed(a: ShortageAssessment, b: ShortageAssessment): number {
  return (
    a.county.localeCompare(b.county) ||
    shortageSituations.indexOf(a.situation) - shortageSituations.indexOf(b.situation) ||
    a.label.localeCompare(b.label, 'sv')
  );
}

/** The published assessments, and beside them the figures of the last tick. */
@Injectable()
export class Shortage {
  constructor(
    private readonly assessments: Assessments,
    private readonly published: PublishedFigures,
    private readonly reference: Reference,
    @Inject(ENGINE) private readonly engine: MatchingEngine,
  ) {}

  /** Lists the assessments of one county, or of all counties. */
  async list(county?: string) {
    const items = this.assessments
      .inCounties(county)
      .sort(byNeed)
      .map((assessment) => this.rowOf(assessment));
    return { asOf: (await this.engine.frame()).asOf, items };
  }

  /** Stores the valid rows and returns the rejected ones; line numbers start at 1. */
  async import(rows: readonly unknown[], language: Language): Promise<ImportSummary> {
    const rejected: RejectedRow[] = [];
    const right: ShortageAssessment[] = [];
    for (const [at, row] of rows.entries()) {
      const read = readAssessment(row, this.reference);
      if ('assessment' in read) right.push(read.assessment);
      else rejected.push({ line: at + 1, code: read.refusal.code, message: read.refusal.message[language] });
    }
    const results = await this.assessments.store(right);
    const count = (result: string) => results.filter((one) => one === result).length;
    return {
      read: rows.length,
      created: count('created'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      removed: 0,
      rejected,
      alsoRejected: 0,
      notes: [],
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
      // Open positions per eligible person. Computed from the shown count, or it would reveal the exact one.
      tightness: eligible > 0 ? Math.round((openPositions * 100) / eligible) / 100 : null,
    };
  }
}
