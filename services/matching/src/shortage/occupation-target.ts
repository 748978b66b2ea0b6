import type { TargetFacts } from '@lotsen/matching-engine';
import type { Reference, ShortageAssessment } from '@lotsen/reference';
import { figuresKey, type OccupationFigures } from './figures.js';

/**
 * An assessed occupation in a county as a target.
 * @param places 'open': its places are the municipalities with open positions, if there are any. 'county': all of the
 *   county, because where today's vacancies happen to be must not take somebody's own occupation from their list.
 */
export function occupationTargetOf(
  assessment: ShortageAssessment,
  figures: Pick<OccupationFigures, 'places' | 'skills'> | undefined,
  reference: Reference,
  places: 'open' | 'county',
): TargetFacts {
  const inCounty = reference.municipalities().filter(({ county }) => county === assessment.county);
  const open = places === 'open' ? (figures?.places ?? []) : [];
  return {
    kind: 'occupation',
    id: figuresKey(assessment),
    occupations: assessment.ssyk,
    ssyk: assessment.ssyk,
    places: open.length > 0 ? open : inCounty.map(({ code }) => code),
    abroad: false,
    remote: false,
    requirements: [],
    skillsInText: [],
    liveSkills: figures?.skills ?? [],
    hours: null,
    shifts: null,
    start: null,
    room: 1,
    employer: null,
    permanent: true,
  };
}
