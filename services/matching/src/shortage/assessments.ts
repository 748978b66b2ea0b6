import { isDeepStrictEqual } from 'node:util';
import { ChangeFeed } from '@lotsen/platform';
import { Reference, type ShortageAssessment } from '@lotsen/reference';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { figuresKey } from './figures.js';

export type AssessmentResult = 'created' | 'changed' | 'unchanged';

/** The shortage assessments in force: an imported one replaces the shipped one of the same occupation and county. */
@Injectable()
export class Assessments {
  private byKey: ReadonlyMap<string, ShortageAssessment>;
  private changed: () => void = () => undefined;

  constructor(
    private readonly source: DataSource,
    private readonly reference: Reference,
    private readonly feed: ChangeFeed,
  ) {
    this.byKey = this.with([]);
    feed.follow('assessments', { load: () => this.load() });
  }

  private async load(): Promise<() => void> {
    const rows = await this.source.query<{ assessment: ShortageAssessment }[]>(
      'SELECT assessment FROM shortage_assessment',
    );
    return () => {
      this.byKey = this.with(rows.map(({ assessment }) => assessment));
      this.changed();
    };
  }

  private with(imported: readonly ShortageAssessment[]): ReadonlyMap<string, ShortageAssessment> {
    return new Map([...this.reference.shortages, ...imported].map((one) => [figuresKey(one), one]));
  }

  /** Sets the listener that is called when this instance or another one has changed the assessments. */
  onChange(listener: () => void): void {
    this.changed = listener;
  }

  find(key: string): ShortageAssessment | undefined {
    return this.byKey.get(key);
  }

  all(): ShortageAssessment[] {
    return [...this.byKey.values()];
  }

  /**
   * The assessments of one county or, without one, of all counties but not of the whole country ('00'). Sorted by
   * county and occupation.
   */
  inCounties(county?: string): ShortageAssessment[] {
    return [...this.byKey.values()]
      .filter((assessment) => (county ? assessment.county === county : assessment.county !== '00'))
      .sort((a, b) => (a.county + a.occupation < b.county + b.occupation ? -1 : 1));
  }

  /** Stores rows in one transaction, then updates memory. Returns the result of each row. */
  async store(assessments: readonly ShortageAssessment[]): Promise<AssessmentResult[]> {
    const results = assessments.map((assessment): AssessmentResult => {
      const known = this.byKey.get(figuresKey(assessment));
      return known ? (isDeepStrictEqual(known, assessment) ? 'unchanged' : 'changed') : 'created';
    });
    const fresh = assessments.filter((_, at) => results[at] !== 'unchanged');
    if (fresh.length === 0) return results;
    await this.source.transaction(async (manager) => {
      for (const assessment of fresh) {
        await manager.query(
          `INSERT INTO shortage_assessment VALUES ($1, $2, $3)
           ON CONFLICT (occupation, county) DO UPDATE SET assessment = EXCLUDED.assessment`,
          [assessment.occupation, assessment.county, assessment],
        );
      }
      await this.feed.announce(manager, 'assessments', []);
    });
    this.feed.apply(() => {
      this.byKey = new Map([...this.byKey, ...fresh.map((one) => [figuresKey(one), one] as const)]);
      this.changed();
    });
    return results;
  }
}
