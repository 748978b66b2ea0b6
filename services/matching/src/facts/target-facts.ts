import type { Placement, Vacancy } from '@lotsen/contracts';
import type { TargetFacts } from '@lotsen/matching-engine';

/** A vacancy as the engine's target; undefined if it is not published. */
export function vacancyTargetOf(vacancy: Vacancy): TargetFacts | undefined {
  if (vacancy.status !== 'published') return undefined;
  const {
    id,
    occupation,
    ssyk,
    place,
    abroad,
    remote,
    requirements,
    skillsInText,
    askedInText,
    hours,
    shifts,
    start,
    permanent,
  } = vacancy;
  return {
    kind: 'vacancy',
    id,
    occupations: [occupation],
    ssyk: ssyk ? [ssyk] : [],
    places: place ? [place] : [],
    abroad,
    remote,
    requirements,
    skillsInText,
    askedInText: askedInText.map(({ at: _, ...asked }) => asked),
    liveSkills: [],
    hours,
    shifts,
    start,
    room: vacancy.positions - vacancy.taken,
    employer: vacancy.employer.organisation,
    permanent,
  };
}

/** A placement as the engine's target; undefined if it is not posted. */
export function placementTargetOf(placement: Placement): TargetFacts | undefined {
  if (placement.status !== 'posted') return undefined;
  const { id, occupation, ssyk, place, requirements, hours, shifts, start, room, employer } = placement;
  return {
    kind: 'placement',
    id,
    occupations: [occupation],
    ssyk: ssyk ? [ssyk] : [],
    places: [place],
    abroad: false,
    remote: false,
    requirements,
    skillsInText: [],
    liveSkills: [],
    hours,
    shifts,
    start,
    room,
    employer: employer.organisation,
    permanent: false,
  };
}
