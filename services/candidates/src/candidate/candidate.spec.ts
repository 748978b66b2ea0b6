import { describe, expect, it } from '@jest/globals';
import { breachOf, type ProfileFacts, topics } from '@lotsen/contracts';
import { loadReference } from '@lotsen/reference';
import { before, eachState, eachTransition, earlier, now, stateOf } from '@lotsen/testing/each-transition';
import { candidateProfileOf } from './candidate.event.js';
import {
  type Candidate,
  type CandidateStatus,
  type Consent,
  changeFacts,
  changeIdentity,
  checkFacts,
  close,
  erase,
  lifecycle,
  linkEvidence,
  pause,
  protect,
  type Registration,
  reactivate,
  register,
  resume,
  share,
  unshare,
} from './candidate.js';
import { factsOf } from './dto/profile-facts.dto.js';

const reference = loadReference();
const facts = (given: Partial<ProfileFacts> = {}): ProfileFacts => ({ ...factsOf({}), ...given });
const consent = (given: Partial<Consent> = {}): Consent => ({
  about: 'evidence-link',
  yes: true,
  how: 'oral',
  day: '2026-11-22',
  notedBy: 'officer',
  ...given,
});
const registration = (given: Partial<Registration> = {}): Registration => ({
  facts: facts({ home: '2481' }),
  consent: null,
  organisation: 'o1',
  protectedIdentity: false,
  ...given,
});
const candidate = (status: CandidateStatus, given: Partial<Candidate> = {}): Candidate => ({
  status,
  reached: { [status]: before },
  linksEvidence: false,
  facts: facts({ home: '2481' }),
  organisation: 'o1',
  sharedWith: ['o2'],
  consents: [],
  closedBecause: status === 'closed' ? 'studies' : null,
  protectedIdentity: false,
  announced: true,
  identityChanges: 0,
  ...given,
});
const state = (status: CandidateStatus) =>
  status === 'erased' ? stateOf(erase(candidate('active'), earlier)) : candidate(status);
const head = { id: 'c0000000-0000-4000-8000-000000000001', version: 3 };

eachTransition(lifecycle, {
  state,
  commands: {
    register: register(registration(), reference),
    change: changeFacts(facts({ home: '2580' }), reference),
    protect: protect(true),
    pause,
    resume,
    close: close('got-work'),
    reactivate,
    erase,
  },
});

describe('whatever changes a person follows the same line of the table', () => {
  eachState(lifecycle, 'change', { name: 'link evidence', state, decide: linkEvidence(consent()) });
  eachState(lifecycle, 'change', { name: 'change identity', state, decide: changeIdentity });
  eachState(lifecycle, 'change', { name: 'share', state, decide: share('o3') });
  eachState(lifecycle, 'change', { name: 'unshare', state, decide: unshare('o2') });
});

describe('a candidate', () => {
  it('keeps the instant of each status that was reached', () => {
    expect(stateOf(pause(candidate('active'), now)).reached).toEqual({ active: before, paused: now.instant });
  });

  it('that says the same again has not changed', () => {
    const same = candidate('active', { consents: [consent()], linksEvidence: true });
    expect(changeFacts(facts({ home: '2481' }), reference)(same, now)).toEqual({ kind: 'unchanged' });
    expect(linkEvidence(consent())(same, now)).toEqual({ kind: 'unchanged' });
    expect(share('o2')(same, now)).toEqual({ kind: 'unchanged' });
    expect(unshare('o9')(same, now)).toEqual({ kind: 'unchanged' });
    expect(protect(false)(same, now)).toEqual({ kind: 'unchanged' });
  });

  it('links evidence by the last thing that was said; what was said before stays noted', () => {
    const no = consent({ yes: false, day: '2026-11-23' });
    const said = stateOf(linkEvidence(no)(stateOf(linkEvidence(consent())(candidate('active'), now)), now));
    expect(said).toMatchObject({ linksEvidence: false, consents: [consent(), no] });
  });

  it('links no evidence before anything was said', () => {
    expect(stateOf(register(registration(), reference)(undefined, now)).linksEvidence).toBe(false);
  });

  it('that comes back is closed for no reason any more', () => {
    expect(stateOf(reactivate(candidate('closed'), now)).closedBecause).toBeNull();
  });

  it('that is erased leaves nothing but that there was somebody', () => {
    const { status, reached, ...rest } = stateOf(erase(candidate('active', { linksEvidence: true }), now));
    expect({ status, reached }).toEqual({ status: 'erased', reached: { erased: now.instant } });
    expect(Object.values(rest).flat().filter(Boolean)).toEqual([true]);
    expect(rest.announced).toBe(true);
  });
});

describe('what others are told of a person', () => {
  const statuses = Object.keys(lifecycle.words.statuses) as CandidateStatus[];

  it.each(statuses)('%s: the contract holds', (status) => {
    const event = candidateProfileOf(state(status), head);
    expect(breachOf(topics.candidateProfile, event)).toBeUndefined();
  });

  it('says neither why they are closed, nor who noted what', () => {
    const event = candidateProfileOf(candidate('closed', { consents: [consent()] }), head);
    expect(JSON.stringify(event)).not.toMatch(/studies|notedBy|oral/u);
  });
});

describe('a person of protected identity', () => {
  const never = stateOf(register(registration({ protectedIdentity: true }), reference)(undefined, now));
  const late = stateOf(protect(true)(candidate('active', { linksEvidence: true }), now));

  it('whom nobody was told of stays untold', () => {
    expect(candidateProfileOf(never, head)).toBeNull();
    const moved = stateOf(changeFacts(facts({ home: '2580' }), reference)(never, now));
    expect(candidateProfileOf(moved, head)).toBeNull();
  });

  it('whom others knew is closed to them, without a fact', () => {
    expect(candidateProfileOf(late, head)).toEqual({
      ...head,
      status: 'closed',
      reached: {},
      linksEvidence: false,
      facts: null,
      organisation: null,
      sharedWith: [],
    });
    expect(breachOf(topics.candidateProfile, candidateProfileOf(late, head))).toBeUndefined();
  });

  it('is shared with nobody', () => expect(late.sharedWith).toEqual([]));

  it('is told of once the protection ends, and closed to others when it begins again', () => {
    const open = stateOf(protect(false)(never, now));
    expect(candidateProfileOf(open, head)).toMatchObject({ status: 'active', facts: { home: '2481' } });
    expect(candidateProfileOf(stateOf(protect(true)(open, now)), head)).toMatchObject({ status: 'closed' });
  });
});

describe('facts that name something unknown, or make no sense, are refused by their field', () => {
  it.each<[string, Partial<ProfileFacts>]>([
    ['facts.home', { home: '9999' }],
    ['facts.moveTo.0', { moveTo: ['99'] }],
    ['facts.hours', { hours: { least: 80, most: 20 } }],
    ['facts.drivingLicences.0', { drivingLicences: ['Z'] }],
    ['facts.licences.0.licence', { licences: [{ licence: 'x', validUntil: null }] }],
    ['facts.languages.0.language', { languages: [{ language: 'x', level: 'B1' }] }],
    ['facts.experience.0.occupation', { experience: [{ occupation: 'x', months: 1, lastYear: 2020 }] }],
    ['facts.experience.0.lastYear', { experience: [{ occupation: 'bXNH_MNX_dUR', months: 1, lastYear: 2090 }] }],
    ['facts.education.0.level', { education: [{ level: '999', field: '72' }] }],
    ['facts.skills.0.skill', { skills: [{ skill: 'x', outcome: 'employment', validUntil: null }] }],
    ['facts.wantedOccupations.0', { wantedOccupations: ['x'] }],
    ['facts.excludedOccupations.0', { excludedOccupations: ['x'] }],
    ['facts.excludedOccupations.0', { wantedOccupations: ['5321'], excludedOccupations: ['5321'] }],
  ])('%s', (field, given) => {
    const refused = { kind: 'refused', refusal: { status: 422, field } };
    expect(checkFacts(facts(given), reference, '2026-11-28')).toMatchObject(refused.refusal);
    expect(register(registration({ facts: facts(given) }), reference)(undefined, now)).toMatchObject(refused);
    expect(changeFacts(facts(given), reference)(candidate('active'), now)).toMatchObject(refused);
  });

  it('nothing stated is right', () => expect(checkFacts(facts(), reference, '2026-11-28')).toBeUndefined());
});
