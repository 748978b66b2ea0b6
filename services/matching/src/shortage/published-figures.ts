import type { MatchingEngine } from '@lotsen/matching-engine';
import { ChangeFeed } from '@lotsen/platform';
import { type Model, Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENGINE, MODEL } from '../engine/engine.js';
import { Assessments } from './assessments.js';
import { figuresKey, type OccupationFigures, type TickFigures } from './figures.js';
import { occupationTargetOf } from './occupation-target.js';

/** The figures of the last tick, by whichever instance. Passes the resulting occupation targets to the engine. */
@Injectable()
export class PublishedFigures {
  private figures: TickFigures = {};
  private publishedOn = '';
  private inEngine: readonly string[] = [];

  constructor(
    private readonly assessments: Assessments,
    private readonly reference: Reference,
    private readonly source: DataSource,
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    @Inject(MODEL) private readonly model: Model,
    feed: ChangeFeed,
  ) {
    assessments.onChange(() => this.updateEngine());
    engine.onLost(() => this.updateEngine());
    feed.follow('tick', { load: () => this.load() });
  }

  /** The day of the last tick, YYYY-MM-DD; empty before the first. */
  get day(): string {
    return this.publishedOn;
  }

  of(assessment: { occupation: string; county: string }): OccupationFigures | undefined {
    return this.figures[figuresKey(assessment)];
  }

  moveTo(day: string, figures: TickFigures): void {
    this.publishedOn = day;
    this.figures = figures;
    this.engine.atDay(day);
    this.updateEngine();
  }

  private async load(): Promise<() => void> {
    const [stored] = await this.source.query<{ day: string; figures: TickFigures }[]>(
      `SELECT to_char(as_of, 'YYYY-MM-DD') AS day, figures FROM tick ORDER BY as_of DESC LIMIT 1`,
    );
    return () => {
      if (stored) this.moveTo(stored.day, stored.figures);
    };
  }

  private updateEngine(): void {
    const { placesOfOccupation, namesOfOccupation } = this.model;
    const about = { places: placesOfOccupation ?? 'open', names: namesOfOccupation ?? 'groups' } as const;
    const assessed = this.assessments.all();
    const now = assessed.map((assessment) => ({
      kind: 'occupation' as const,
      id: figuresKey(assessment),
      facts: occupationTargetOf(assessment, this.of(assessment), this.reference, about),
    }));
    const ids = new Set(now.map(({ id }) => id));
    const gone = this.inEngine.flatMap((id) => (ids.has(id) ? [] : { kind: 'occupation' as const, id, facts: null }));
    this.inEngine = [...ids];
    this.engine.apply({ candidates: [], targets: [...now, ...gone] });
  }
}
