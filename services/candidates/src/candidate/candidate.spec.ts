import { describe, expect, it } from '@jest/globals';
import type { ProfileFacts } from '@lotsen/contracts';
import type { Decide } from '@lotsen/persistence';
import { loadReference } from '@lotsen/reference';
import { candidateProfileOf } from './candidate.event.js';
import {
  type Candidate,
  type CandidateStatus,
  changeFacts,
  checkFacts,
  erase,
  linkEvidence,
  pause,
  register,
  resume,
  transitions,
} from './candidate.js';
import { factsOf } from './dto/profile-facts.dto.js';

const reference = loadReference();
const now = '2026-11-22T10:00:00.000Z';
const facts = (given: Partial<ProfileFacts> = {}): ProfileFacts => ({ ...factsOf({}), ...given });
const candidate = (status: CandidateStatus): Candidate => ({
  status,
  reached: { [status]: '2026-01-01T00:00:00.000Z' },
  linksEvidence: true,
  facts: status === 'erased' ? null : facts({ home: '2481' }),
  organisation: 'o1',
});
const commands: Record<keyof typeof transitions, Decide<Candidate>> = {
  register: register({ facts: facts(), linksEvidence: false, organisation: 'o1' }, reference),
  change: changeFacts(facts({ home: '2580' }), reference),
  pause,
  resume,
  erase,
};
const statuses: (CandidateStatus | 'none')[] = ['none', 'active', 'paused', 'erased'];

describe('each state × each command', () => {
  const cases = Object.keys(transitions).flatMap((command) =>
    statuses.map((from) => [command as keyof typeof transitions, from] as const),
  );

  it.each(cases)('%s from %s', (command, from) => {
    const decision = commands[command](from === 'none' ? undefined : candidate(from), now);
    const to = (transitions[command] as Partial<Record<CandidateStatus | 'none', CandidateStatus>>)[from];
    if (to) expect(decision).toMatchObject({ kind: 'next', state: { status: to } });
    else if (from === 'none') expect(decision).toMatchObject({ kind: 'refused', refusal: { status: 404 } });
    else expect(decision).toMatchObject({ kind: 'refused', refusal: { status: 409, code: `candidate-${from}` } });
  });
});

describe('a candidate', () => {
  it('keeps the instant of each status that was reached', () => {
    expect(pause(candidate('active'), now)).toMatchObject({
      state: { reached: { active: '2026-01-01T00:00:00.000Z', paused: now } },
    });
  });

  it('that says the same again has not changed', () => {
    const state = candidate('active');
    expect(changeFacts(facts({ home: '2481' }), reference)(state, now)).toEqual({ kind: 'unchanged' });
    expect(linkEvidence(true)(state, now)).toEqual({ kind: 'unchanged' });
  });

  it('that is erased has no facts, no organisation and no link left', () => {
    const decision = erase(candidate('active'), now);
    expect(decision).toMatchObject({ state: { facts: null, organisation: null, linksEvidence: false } });
  });

  it('is told to others without the organisation that answers for it', () => {
    const event = candidateProfileOf(candidate('active'), { id: 'i', version: 3 });
    expect(Object.keys(event).sort()).toEqual(['facts', 'id', 'linksEvidence', 'reached', 'status', 'version']);
  });
});

describe('facts that name something unknown are refused by their field', () => {
  it.each<[string, Partial<ProfileFacts>]>([
    ['facts.home', { home: '9999' }],
    ['facts.moveTo.0', { moveTo: ['99'] }],
    ['facts.hours', { hours: { least: 80, most: 20 } }],
    ['facts.drivingLicences.0', { drivingLicences: ['Z'] }],
    ['facts.licences.0.licence', { licences: [{ licence: 'x', validUntil: null }] }],
    ['facts.languages.0.language', { languages: [{ language: 'x', level: 'B1' }] }],
    ['facts.experience.0.occupation', { experience: [{ occupation: 'x', months: 1, lastYear: 2020 }] }],
    ['facts.education.0.level', { education: [{ level: '999', field: '72' }] }],
    ['facts.skills.0.skill', { skills: [{ skill: 'x', outcome: 'employment', validUntil: null }] }],
    ['facts.wantedOccupations.0', { wantedOccupations: ['x'] }],
  ])('%s', (field, given) => {
    expect(checkFacts(facts(given), reference)).toMatchObject({ status: 422, field });
  });

  it('nothing stated is right', () => expect(checkFacts(facts(), reference)).toBeUndefined());
});
