import { describe, expect, it } from '@jest/globals';
import { insurers, parties } from '@lotsen/api';
import { breachOf, placementKinds, topics } from '@lotsen/contracts';
import { loadReference } from '@lotsen/reference';
import { homeCare } from '@lotsen/testing/concepts';
import { before, eachTransition, earlier, now, stateOf } from '@lotsen/testing/each-transition';
import { type Kind, kinds, type Party } from '../kinds.js';
import {
  agree,
  assign,
  type Booking,
  type BookingContent,
  type BookingStatus,
  book,
  cancel,
  confirm,
  type Ending,
  end,
  erase,
  interrupt,
  lifecycle,
  resume,
  type Signature,
  sign,
  start,
} from './booking.js';
import { bookingEventOf } from './booking.store.js';

const reference = loadReference();
const uuid = (letter: string) => `${letter}0000000-0000-4000-8000-000000000001`;
const skill = homeCare;
const signed = (notedBy: string): Signature => ({ how: 'paper', day: '2026-11-20', notedBy });
const content = (kind: Kind = 'apl'): BookingContent => ({
  candidate: uuid('c'),
  placement: uuid('a'),
  kind,
  need: null,
  proposal: null,
  start: '2027-01-15',
  end: '2027-03-01',
  hoursPlanned: 120,
  supervisor: uuid('3'),
  renewalOf: null,
  arranger: 'o1',
  workplaceOwner: 'o2',
  yes: { how: 'oral', day: '2026-11-19', notedBy: 'coordinator' },
});
/** A booking that has everything it needs to start. */
const ready = (kind: Kind = 'apl', given: Partial<Booking> = {}): Booking => {
  const insurer = { kind: kinds[kind].insurers[0] ?? 'state', reference: 'DEMO-1' };
  return {
    ...stateOf(book(content(kind))(undefined, earlier)),
    signatures: Object.fromEntries(kinds[kind].signs.map((party) => [party, signed(party)])),
    insurer,
    riskAssessedOn: '2026-11-20',
    confidentialityOn: '2026-11-20',
    ...given,
  };
};
const completed: Ending = { result: 'completed', hoursDone: null, ledToJob: null };
const state = (status: BookingStatus): Booking => {
  if (status === 'erased') return stateOf(erase(ready(), earlier));
  return ready('apl', { status, reached: { [status]: before } });
};

eachTransition(lifecycle, {
  state,
  commands: {
    book: book(content()),
    sign: sign('school', signed('another teacher')),
    agree: agree({ riskAssessedOn: '2026-11-21' }),
    assign: assign(uuid('4')),
    start: start(1),
    interrupt: interrupt('illness'),
    resume,
    end: end(completed),
    confirm: confirm([skill], [skill], reference),
    cancel: cancel('got-work'),
    erase,
  },
  silent: { erase: 'the event of an erasure may come again, and of a person without a booking' },
});

describe('a booking begins with the person’s yes', () => {
  it('and with nothing else', () => {
    const { signatures, insurer, riskAssessedOn, confidentialityOn } = stateOf(book(content())(undefined, now));
    expect(signatures).toEqual({ person: content().yes });
    expect([insurer, riskAssessedOn, confidentialityOn]).toEqual([null, null, null]);
  });
});

describe.each(placementKinds)('the start of %s', (kind) => {
  const { signs, supervisorStep } = kinds[kind];
  const missing = (booking: Booking, step: number | null = supervisorStep) => {
    const decision = start(step)(booking, now);
    if (decision.kind !== 'refused') return decision.kind;
    expect(decision.refusal).toMatchObject({ code: 'not-ready', status: 409 });
    return decision.refusal.field;
  };
  const without = (party: Party): Booking => {
    const { [party]: _, ...signatures } = ready(kind).signatures;
    return ready(kind, { signatures });
  };

  it('takes nothing more when nothing is missing', () => expect(missing(ready(kind))).toBe('next'));

  it.each(signs)('waits for the signature of the %s', (party) => {
    expect(missing(without(party))).toBe(`signature:${party}`);
  });

  it.each<[string, Partial<Booking>]>([
    ['supervisor', { supervisor: null }],
    ['insurer', { insurer: null }],
    ['risk-assessment', { riskAssessedOn: null }],
    ['confidentiality', { confidentialityOn: null }],
  ])('waits for the %s', (what, given) => expect(missing(ready(kind, given))).toBe(what));

  it.each([null, 0, 1, 2, 3])('under a supervisor of step %s', (step) => {
    expect(missing(ready(kind), step)).toBe((step ?? 0) >= supervisorStep ? 'next' : 'supervisor-step');
  });

  it('names all that is missing at once', () => {
    const bare = stateOf(book({ ...content(kind), supervisor: null })(undefined, now));
    const signatures = signs.filter((party) => party !== 'person').map((party) => `signature:${party}`);
    expect(missing(bare)).toBe(
      [...signatures, 'supervisor', 'insurer', 'risk-assessment', 'confidentiality'].join(', '),
    );
  });

  it.each(parties)('signed by the %s', (party) => {
    const decision = sign(party, signed('somebody'))(ready(kind), now);
    if (signs.includes(party)) expect(decision.kind).toBe('next');
    else expect(decision).toMatchObject({ refusal: { code: 'no-such-party', status: 422 } });
  });

  it.each(insurers)('insured by the %s', (insurer) => {
    const decision = agree({ insurer: { kind: insurer, reference: 'DEMO-2' } })(ready(kind), now);
    if (kinds[kind].insurers.includes(insurer)) expect(decision.kind).toBe('next');
    else expect(decision).toMatchObject({ refusal: { code: 'wrong-insurer', status: 422, field: 'insurer.kind' } });
  });
});

describe('what is missing', () => {
  it('is said in words, in both languages', () => {
    expect(start(1)(ready('apl', { riskAssessedOn: null, insurer: null }), now)).toMatchObject({
      refusal: {
        detail: {
          sv: 'Kan inte börja. Det här saknas: försäkring, riskbedömning.',
          en: 'Cannot start. Missing: an insurer, a risk assessment.',
        },
      },
    });
  });
});

describe('nobody signs on both sides', () => {
  it.each<[Party, Party, Kind]>([
    ['workplace', 'school', 'apl'],
    ['school', 'workplace', 'apl'],
    ['workplace', 'officer', 'arbetspraktik'],
    ['officer', 'workplace', 'arbetspraktik'],
  ])('who signed for the %s does not for the %s', (first, second, kind) => {
    const booked = stateOf(book(content(kind))(undefined, now));
    const once = stateOf(sign(first, signed('same'))(booked, now));
    expect(sign(second, signed('same'))(once, now)).toMatchObject({ refusal: { code: 'both-sides', status: 409 } });
    expect(stateOf(sign(second, signed('colleague'))(once, now)).signatures).toMatchObject({
      [first]: signed('same'),
      [second]: signed('colleague'),
    });
  });
});

describe('the end of a booking', () => {
  const started = (given: Partial<Booking> = {}) => ready('apl', { status: 'started', ...given });
  const ended = (ending: Partial<Ending>, given: Partial<Booking> = {}) =>
    end({ ...completed, ...ending })(started(given), now);

  it('completed did the hours that were planned, unless it says others', () => {
    expect(stateOf(ended({})).hoursDone).toBe(120);
    expect(stateOf(ended({ hoursDone: 110 })).hoursDone).toBe(110);
    expect(stateOf(ended({}, { hoursPlanned: null })).hoursDone).toBeNull();
  });

  it('in part says how many hours were done', () => {
    expect(ended({ result: 'partly' })).toMatchObject({ refusal: { code: 'hours-missing', field: 'hoursDone' } });
    expect(stateOf(ended({ result: 'partly', hoursDone: 64 }))).toMatchObject({ result: 'partly', hoursDone: 64 });
  });

  it('never did more hours than were planned', () => {
    expect(ended({ hoursDone: 121 })).toMatchObject({ refusal: { code: 'more-than-planned', field: 'hoursDone' } });
    expect(ended({ hoursDone: 121 }, { hoursPlanned: null }).kind).toBe('next');
  });

  it('of somebody who did not come did none', () => {
    expect(stateOf(ended({ result: 'did-not-come' })).hoursDone).toBe(0);
  });
});

describe('what a supervisor confirms', () => {
  const other = 'hqYJ_jyZ_Ks8';
  const confirmed = (skills: string[], given: Partial<Booking> = {}) =>
    confirm(
      skills,
      [skill, other],
      reference,
    )(ready('apl', { status: 'ended', ...given }), { ...now, day: '2027-03-01' });

  it('is each skill once, in one order, and when', () => {
    expect(stateOf(confirmed([skill, other, skill]))).toMatchObject({
      confirmedSkills: [other, skill],
      confirmedOn: '2027-03-01',
    });
  });

  it('is a skill that exists, and that the placement trains', () => {
    expect(confirmed([skill, 'x'])).toMatchObject({ refusal: { code: 'unknown-concept', field: 'skills.1' } });
    const untrained = reference.skillsOf('2512').find((id) => id !== skill && id !== other) as string;
    expect(confirmed([skill, untrained])).toMatchObject({ refusal: { code: 'not-trained-here', field: 'skills.1' } });
  });

  it('is nothing of somebody who did not come', () => {
    expect(confirmed([skill], { result: 'did-not-come' })).toMatchObject({ refusal: { code: 'nothing-seen' } });
  });
});

describe('a booking', () => {
  it('that goes under the supervisor that it has already has not changed', () => {
    expect(assign(uuid('3'))(ready(), now)).toEqual({ kind: 'unchanged' });
  });

  it('that goes on is interrupted for no reason any more', () => {
    const interrupted = stateOf(interrupt('illness')(state('started'), now));
    expect(interrupted.interruptedBecause).toBe('illness');
    expect(stateOf(resume(interrupted, now)).interruptedBecause).toBeNull();
  });

  it('that is erased leaves nothing but whose it was', () => {
    const { status, reached, candidate, confirmedSkills, signatures, ...rest } = stateOf(erase(state('ended'), now));
    expect({ status, reached, candidate, confirmedSkills, signatures }).toEqual({
      status: 'erased',
      reached: { erased: now.instant },
      candidate: uuid('c'),
      confirmedSkills: [],
      signatures: {},
    });
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it.each(Object.keys(lifecycle.words.statuses) as BookingStatus[])(
    '%s: others are told neither who signed nor why it broke off',
    (status) => {
      const told = { ...state(status), interruptedBecause: 'illness', cancelledBecause: 'got-work' } as const;
      const event = bookingEventOf(told, { id: uuid('b'), version: 1 });
      expect(breachOf(topics.booking, event)).toBeUndefined();
      expect(JSON.stringify(event)).not.toMatch(/coordinator|illness|got-work|DEMO-1/u);
    },
  );
});
