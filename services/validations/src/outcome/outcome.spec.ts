import { describe, expect, it } from '@jest/globals';
import { breachOf, type Organisation, topics } from '@lotsen/contracts';
import { headed } from '@lotsen/persistence';
import { swedish } from '@lotsen/testing/concepts';
import { before, eachTransition, earlier, now, stateOf } from '@lotsen/testing/each-transition';
import type { Profile } from '../profile/profile.js';
import { outcomeContentOf } from './dto/outcome.dto.js';
import {
  correct,
  erase,
  type Issuing,
  lifecycle,
  log,
  type Outcome,
  type OutcomeContent,
  type OutcomeStatus,
  withdraw,
} from './outcome.js';
import { type ResultKind, resultsOf } from './results.js';

const person = 'c0000000-0000-4000-8000-000000000001';
const centre = '00000000-0000-4000-8000-000000000003';
const organisation = (given: Partial<Organisation> = {}): Organisation => ({
  id: centre,
  version: 1,
  status: 'active',
  reached: {},
  name: 'Demo',
  number: null,
  kinds: ['learning-centre'],
  setsGrades: true,
  workplaces: [],
  demo: true,
  ...given,
});
const profile = (given: Partial<Profile> = {}): Profile => ({
  status: 'published',
  reached: {},
  name: 'Demo',
  process: 'komvux',
  saidBy: 'Demo',
  demo: true,
  organisation: centre,
  units: [{ unit: 'U1', label: 'Unit', points: null, skills: [] }],
  level: null,
  language: null,
  ...given,
});
const content = (given: Partial<OutcomeContent> = {}): OutcomeContent => ({
  candidate: person,
  profile: 'd0000000-0000-4000-8000-000000000001',
  result: 'certificate',
  units: [{ unit: 'U1', extent: 'full', grade: null }],
  level: null,
  assessedOn: '2026-11-01',
  validUntil: null,
  basis: 'issued',
  document: null,
  orderedBy: null,
  case: null,
  ...given,
});
const issuing = (given: Partial<Issuing> = {}): Issuing => ({
  content: content(),
  issuer: centre,
  organisation: organisation(),
  profile: profile(),
  mayRecord: true,
  caseFits: true,
  ...given,
});
const outcome = (status: OutcomeStatus): Outcome => {
  const registered: Outcome = {
    ...content(),
    issuer: centre,
    status: 'registered',
    reached: { registered: before },
  };
  if (status === 'erased') return stateOf(erase(registered, earlier));
  return { ...registered, status, reached: { [status]: before } };
};
const refused = (given: Partial<Issuing>) => log(issuing(given))(undefined, now);

eachTransition(lifecycle, {
  state: outcome,
  commands: {
    log: log(issuing({ content: content({ validUntil: '2030-01-01' }) })),
    correct: correct(issuing({ content: content({ result: 'mapping' }) })),
    withdraw,
    erase,
  },
  silent: { erase: 'the event of an erasure may come again, and of a person without an outcome' },
});

describe('an outcome is refused', () => {
  const unit = { unit: 'U1', extent: 'full', grade: null } as const;

  it.each<[string, Partial<Issuing>]>([
    ['unknown-profile', { profile: undefined }],
    ['profile-withdrawn', { profile: profile({ status: 'withdrawn' }) }],
    ['result-not-of-process', { content: content({ result: 'trade-certificate' }) }],
    ['may-not-issue', { organisation: organisation({ kinds: ['employer'] }) }],
    ['may-not-issue', { organisation: undefined }],
    ['not-a-grade', { content: content({ units: [{ ...unit, grade: 'C' }] }) }],
    ['level-without-language', { content: content({ level: 'B1' }) }],
    ['not-in-part', { content: content({ result: 'grade', units: [{ ...unit, extent: 'part' }] }) }],
    ['unknown-unit', { content: content({ units: [{ ...unit, unit: 'U9' }] }) }],
    ['in-the-future', { content: content({ assessedOn: '2026-11-23' }) }],
    ['dates-reversed', { content: content({ validUntil: '2026-10-01' }) }],
    ['no-such-person', { mayRecord: false }],
    ['no-such-case', { caseFits: false }],
  ])('as %s', (code, given) => {
    expect(refused(given)).toMatchObject({ kind: 'refused', refusal: { code } });
    const corrects = correct(issuing(given))(outcome('registered'), now);
    // An outcome can still be corrected after its profile was withdrawn.
    if (code === 'profile-withdrawn') expect(corrects.kind).toBe('unchanged');
    else expect(corrects).toMatchObject({ kind: 'refused', refusal: { code } });
  });

  it('for another person than it was logged for', () => {
    const moved = correct(issuing({ content: content({ candidate: 'other' }) }))(outcome('registered'), now);
    expect(moved).toMatchObject({ refusal: { code: 'other-person' } });
  });
});

describe('an outcome', () => {
  it('that is corrected to what it says already has not changed', () => {
    expect(correct(issuing())(outcome('registered'), now)).toEqual({ kind: 'unchanged' });
  });

  it('of a language profile may say a level', () => {
    const ofSwedish = { profile: profile({ process: 'language', language: swedish }) };
    expect(stateOf(refused({ ...ofSwedish, content: content({ level: 'B1' }) }))).toMatchObject({ level: 'B1' });
  });

  it.each(['certificate', 'mapping'] as const)('%s may be of a unit in part', (result) => {
    const inPart = content({ result, units: [{ unit: 'U1', extent: 'part', grade: null }] });
    expect(refused({ content: inPart }).kind).toBe('next');
  });

  it.each(['registered', 'withdrawn', 'erased'] as const)('%s: the contract holds', (status) => {
    const event = headed(outcome(status), { id: 'e0000000-0000-4000-8000-000000000001', version: 1 });
    expect(breachOf(topics.validationOutcome, event)).toBeUndefined();
  });
});

describe('who may result in what', () => {
  it('only a branch issues a trade certificate, and never a grade', () => {
    const processes = Object.entries(resultsOf);
    expect(processes.filter(([, results]) => results.includes('trade-certificate')).map(([name]) => name)).toEqual([
      'branch',
    ]);
    expect(resultsOf.branch).not.toContain('grade');
  });

  it('a grade takes an organisation that sets grades', () => {
    const grade = content({ result: 'grade', units: [{ unit: 'U1', extent: 'full', grade: 'C' }] });
    expect(stateOf(refused({ content: grade })).units).toEqual(grade.units);
    expect(refused({ content: grade, organisation: organisation({ setsGrades: false }) })).toMatchObject({
      refusal: { code: 'may-not-issue', field: 'result' },
    });
  });

  it.each<[ResultKind, Profile['process']]>([
    ['grade', 'komvux'],
    ['trade-certificate', 'branch'],
    ['degree', 'foreign-credential'],
  ])('whoever may not issue a %s registers the document that says so', (result, process) => {
    const officers = organisation({ kinds: ['employment-service'], setsGrades: false });
    const given = { organisation: officers, profile: profile({ process }) };
    expect(refused({ ...given, content: content({ result }) })).toMatchObject({ refusal: { code: 'may-not-issue' } });
    const document = { issuer: 'Demobranschen', reference: 'DEMO-1' };
    const registered = content({ result, basis: 'registered', document });
    expect(stateOf(refused({ ...given, content: registered }))).toMatchObject({ basis: 'registered', document });
  });

  it('is issued unless it comes with a document', () => {
    const dto = { candidate: person, profile: 'p', result: 'grade' as const, units: [], assessedOn: '2026-11-01' };
    expect(outcomeContentOf(dto)).toMatchObject({ basis: 'issued', document: null });
    expect(outcomeContentOf({ ...dto, document: { issuer: 'Demobranschen' } })).toMatchObject({
      basis: 'registered',
      document: { issuer: 'Demobranschen', reference: null },
    });
  });
});

describe('an erased outcome', () => {
  it('keeps nothing but whose it was', () => {
    const { status, reached, candidate, units, basis, ...rest } = stateOf(erase(outcome('registered'), now));
    expect({ status, reached, candidate, units, basis }).toEqual({
      status: 'erased',
      reached: { erased: now.instant },
      candidate: person,
      units: [],
      basis: 'registered',
    });
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });
});
