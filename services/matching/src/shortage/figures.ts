import type { ShortageAssessment } from '@lotsen/reference';

/** What the region's live vacancies say of one occupation in one county, as of a tick. */
export interface OccupationFigures {
  readonly openPositions: number;
  /** Active persons who wish for it or have worked in it, and meet all conditions, or may once they are asked. */
  readonly eligible: number;
  /** The same as it leaves the service: near it, a multiple of five; 0 for fewer than five. */
  readonly shown: number;
  /** Municipalities with open positions. */
  readonly places: readonly string[];
  /** Skills that at least two open vacancies name or mention. */
  readonly skills: readonly string[];
}

export type TickFigures = Readonly<Record<string, OccupationFigures>>;

export const figuresKey = (assessment: Pick<ShortageAssessment, 'occupation' | 'county'>) =>
  `${assessment.occupation}:${assessment.county}`;
