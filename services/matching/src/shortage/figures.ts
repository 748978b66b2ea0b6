import type { ShortageAssessment } from '@lotsen/reference';

/** Figures of one occupation in one county as of a tick, from the live vacancies and the active persons. */
export interface OccupationFigures {
  readonly openPositions: number;
  /** Exact count of the active persons who are eligible or to clarify, and wish for it or have worked in it. */
  readonly eligible: number;
  /** The count that leaves the service: `eligible` with noise, a multiple of five; 0 for fewer than five. */
  readonly shown: number;
  /** Municipalities with open positions. */
  readonly places: readonly string[];
  /** Skills that at least two open vacancies name or mention. */
  readonly skills: readonly string[];
}

export type TickFigures = Readonly<Record<string, OccupationFigures>>;

export const figuresKey = (assessment: Pick<ShortageAssessment, 'occupation' | 'county'>) =>
  `${assessment.occupation}:${assessment.county}`;
