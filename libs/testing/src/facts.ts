import type { CandidateFacts, TargetFacts } from '@lotsen/matching-engine';
import { careAssistant } from './concepts.js';

/** Facts of a candidate with nothing stated, for tests and examples to add to. */
export function candidateFacts(given: Partial<CandidateFacts> = {}): CandidateFacts {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    home: 'unknown',
    maxCommuteMinutes: 'unknown',
    drivesToWork: 'unknown',
    moveTo: [],
    acceptsRemote: false,
    availableFrom: 'unknown',
    hours: 'unknown',
    shifts: 'unknown',
    drivingLicences: [],
    licences: [],
    languages: [],
    experience: [],
    education: 'unknown',
    evidence: [],
    wantedOccupations: [],
    excludedOccupations: [],
    excludedEmployers: [],
    ...given,
  };
}

/** Facts of a target without requirements, for tests and examples to add to. */
export function targetFacts(given: Partial<TargetFacts> = {}): TargetFacts {
  return {
    kind: 'vacancy',
    id: '22222222-2222-4222-8222-222222222222',
    occupations: [careAssistant],
    ssyk: ['5330'],
    places: ['2481'],
    abroad: false,
    remote: false,
    requirements: [],
    skillsInText: [],
    liveSkills: [],
    hours: null,
    shifts: null,
    start: null,
    room: 1,
    employer: null,
    permanent: true,
    ...given,
  };
}
