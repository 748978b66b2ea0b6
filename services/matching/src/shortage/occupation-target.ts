import type { TargetFacts } from '@lotsen/matching-engine';
import type { Reference, ShortageAssessment } from '@lotsen/reference';
import { figuresKey, type OccupationFigures } from './figures.js';
import { namesInLabel } from './occupation-names.js';

/**
 * An assessed occupation in a county as a target.
 * @param names 'groups': it is about its whole SSYK groups. 'by-label': about the occupation names in its label, if
 *   there are any.
 * @param places 'open': its places are the municipalities with open positions, if there are any. 'county': all of the
 *   county, because where today's vacancies happen to be must not take somebody's own occupation from their list.
 */
export function occupationTargetOf(
  assessment: ShortageAssessment,
  figures: Pick<OccupationFigures, 'places' | 'skills'> | undefined,
  reference: Reference,
  { places, names }: { readonly places: 'open' | 'county'; readonly names: 'groups' | 'by-label' },
): TargetFacts {
  const inCounty = reference.municipalities().filter(({ county }) => county === assessment.county);
  const named = names === 'by-label' ? namesInLabel(assessment.label, assessment.ssyk, reference) : [];
  const open = places === 'open' ? (figures?.places ?? []) : [];
  return {
    kind: 'occupation',
    id: figuresKey(assessment),
    occupations: named.length > 0 ? named.map((name) => name.id) : assessment.ssyk,
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
