import { isDeepStrictEqual } from 'node:util';
import { Reference, type ShortageAssessment } from '@lotsen/reference';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { figuresKey } from '../engine-host/figures.js';

export type AssessmentFate = 'created' | 'changed' | 'unchanged';

/** The shortage assessments in force: what the reference ships, and over it what was imported here. */
@Injectable()
export class Assessments implements OnModuleInit {
  private readonly byKey = new Map<string, ShortageAssessment>();

  constructor(
    private readonly source: DataSource,
    reference: Reference,
  ) {
    for (const assessment of reference.shortages) this.byKey.set(figuresKey(assessment), assessment);
  }

  async onModuleInit(): Promise<void> {
    const rows = await this.source.query<{ assessment: ShortageAssessment }[]>(
      'SELECT assessment FROM shortage_assessment',
    );
    for (const { assessment } of rows) this.byKey.set(figuresKey(assessment), assessment);
  }

  find(key: string): ShortageAssessment | undefined {
    return this.byKey.get(key);
  }

  /** Those of a county or, without one, of all counties; not those of the whole country. In order of county and occupation. */
  inCounties(county?: string): ShortageAssessment[] {
    return [...this.byKey.values()]
      .filter((assessment) => (county ? assessment.county === county : assessment.county !== '00'))
      .sort((a, b) => (a.county + a.occupation < b.county + b.occupation ? -1 : 1));
  }

  /** Keeps rows in one transaction, then in memory. Returns the fate of each. */
  async keep(assessments: readonly ShortageAssessment[]): Promise<AssessmentFate[]> {
    const fates = assessments.map((assessment): AssessmentFate => {
      const known = this.byKey.get(figuresKey(assessment));
      return known ? (isDeepStrictEqual(known, assessment) ? 'unchanged' : 'changed') : 'created';
    });
    await this.source.transaction(async (manager) => {
      for (const [at, assessment] of assessments.entries()) {
        if (fates[at] === 'unchanged') continue;
        await manager.query(
          `INSERT INTO shortage_assessment VALUES ($1, $2, $3)
           ON CONFLICT (occupation, county) DO UPDATE SET assessment = EXCLUDED.assessment`,
          [assessment.occupation, assessment.county, assessment],
        );
      }
    });
    for (const assessment of assessments) this.byKey.set(figuresKey(assessment), assessment);
    return fates;
  }
}
