import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { loadReference } from '@lotsen/reference';
import { careAssistant } from '@lotsen/testing/concepts';
import { before, eachTransition, now, stateOf } from '@lotsen/testing/each-transition';
import type { Supervisor } from '../supervisor/supervisor.js';
import { placementContentOf } from './dto/placement.dto.js';
import {
  answerFull,
  change,
  checkLength,
  endWhenDue,
  freeSeat,
  lifecycle,
  type Placement,
  type PlacementStatus,
  post,
  refreshRoom,
  roomOf,
  type SupervisorsHere,
  seatUnder,
  takeSeat,
  withdraw,
} from './placement.js';
import { placementEventOf } from './placement.store.js';

const reference = loadReference();
const none: SupervisorsHere = new Map();
const dto = (given: Partial<Parameters<typeof placementContentOf>[0]> = {}) => ({
  kind: 'apl' as const,
  title: 'A',
  employer: { name: 'E' },
  occupation: careAssistant,
  place: '2481',
  start: '2027-01-15',
  end: '2027-03-01',
  capacity: 2,
  ...given,
});
const content = (given: Parameters<typeof dto>[0] = {}) => placementContentOf(dto(given), reference);
const seat = (booking: string, supervisor: string | null = null) => ({ booking, supervisor });
const placement = (status: PlacementStatus, given: Partial<Placement> = {}): Placement => {
  const whole: Placement = {
    ...content(),
    owner: 'o1',
    status,
    reached: { [status]: before },
    seats: [seat('b1')],
    booked: ['q1'],
    full: [],
    room: 0,
    ...given,
  };
  return { ...whole, room: status === 'posted' ? roomOf(whole, none) : 0 };
};
const supervisor = (given: Partial<Supervisor> = {}): Supervisor => ({
  status: 'active',
  reached: {},
  mark: 'Handledare 1',
  workplace: null,
  organisation: 'o1',
  step: 1,
  most: 2,
  charges: [],
  ...given,
});
const here = (...all: Supervisor[]): SupervisorsHere => new Map(all.map((one, at) => [`s${at + 1}`, one]));
const charge = (booking: string, start = '2027-01-15', end = '2027-03-01') => ({
  booking,
  placement: 'other',
  start,
  end,
});

eachTransition(lifecycle, {
  state: placement,
  commands: {
    post: post(content(), 'o1', none, reference),
    change: change(content({ capacity: 3 }), none, reference),
    end: (before, moment) => endWhenDue(before, { ...moment, day: '2027-03-02' }),
    withdraw,
    takeSeat: takeSeat(seat('b2'), none, null),
    freeSeat: freeSeat('b1', none),
    answerFull: answerFull('q2'),
  },
  silent: {
    end: 'the calendar comes by again and again, whatever became of the placement',
    freeSeat: 'nobody sits at a placement that is not here',
    answerFull: 'a proposal for a placement that is not here is answered by nobody',
  },
});

describe('a placement', () => {
  it('that says the same again has not changed', () => {
    expect(change(content(), none, reference)(placement('posted'), now)).toEqual({ kind: 'unchanged' });
  });

  it('ends when its last day is over, not before', () => {
    expect(endWhenDue(placement('posted'), { ...now, day: '2027-03-01' })).toEqual({ kind: 'unchanged' });
    expect(stateOf(endWhenDue(placement('posted'), { ...now, day: '2027-03-02' }))).toMatchObject({
      status: 'ended',
      room: 0,
    });
  });

  it('does not end before it starts', () => {
    const decision = post(content({ end: '2027-01-14' }), 'o1', none, reference)(undefined, now);
    expect(decision).toMatchObject({ refusal: { code: 'dates-reversed', field: 'end' } });
  });

  it('of arbetspraktik lasts at most six months; other kinds may be longer', () => {
    const posted = (kind: 'arbetspraktik' | 'larling') =>
      post(content({ end: '2027-09-01', kind }), 'o1', none, reference)(undefined, now);
    expect(posted('arbetspraktik')).toMatchObject({ refusal: { code: 'too-long', field: 'end' } });
    expect(posted('larling').kind).toBe('next');
  });

  it.each([
    ['arbetspraktik', 184],
    ['yrkeskompetensbedomning', 21],
  ] as const)('%s: the last allowed day is allowed', (kind, days) => {
    expect(checkLength(kind, days)).toBeUndefined();
    expect(checkLength(kind, days + 1)).toMatchObject({ code: 'too-long' });
  });

  it.each<[string, Parameters<typeof dto>[0]]>([
    ['occupation', { occupation: 'x' }],
    ['place', { place: '9999' }],
    ['hours', { hours: { least: 100, most: 50 } }],
    ['requirements.0.skill', { requirements: [{ kind: 'skill', must: true, skill: 'x' }] }],
    ['trains.0', { trains: ['x'] }],
  ])('whose %s makes no sense is refused', (field, given) => {
    const refused = { refusal: { status: 422, field } };
    expect(post(content(given), 'o1', none, reference)(undefined, now)).toMatchObject(refused);
    expect(change(content(given), none, reference)(placement('posted'), now)).toMatchObject(refused);
  });

  it('names supervisors of its own organisation only', () => {
    const named = content({ supervisors: ['s1'] });
    const others = here(supervisor({ organisation: 'o2' }));
    expect(post(named, 'o1', others, reference)(undefined, now)).toMatchObject({
      refusal: { code: 'unknown-supervisor', field: 'supervisors.0', status: 404 },
    });
    expect(post(named, 'o1', here(supervisor()), reference)(undefined, now).kind).toBe('next');
  });

  it('is not cut to fewer places than are booked', () => {
    const two = placement('posted', { seats: [seat('b1'), seat('b2')] });
    expect(change(content({ capacity: 1 }), none, reference)(two, now)).toMatchObject({
      refusal: { code: 'fewer-than-taken', field: 'capacity' },
    });
  });

  it.each(['posted', 'ended', 'withdrawn'] as const)('%s: others are not told who sits there', (status) => {
    const event = placementEventOf(placement(status, { booked: [] }), {
      id: 'a0000000-0000-4000-8000-000000000001',
      version: 1,
    });
    expect(breachOf(topics.placement, event)).toBeUndefined();
  });
});

describe('the room of a placement', () => {
  const room = (given: Partial<Placement>, ...supervisors: Supervisor[]) =>
    roomOf(
      { ...placement('posted'), seats: [], supervisors: supervisors.map((_, at) => `s${at + 1}`), ...given },
      here(...supervisors),
    );

  it('is its capacity, less who sits there, where it names no supervisor', () => {
    expect(room({ capacity: 3, seats: [seat('b1')] })).toBe(2);
    expect(room({ capacity: 1, seats: [seat('b1'), seat('b2')] })).toBe(0);
  });

  it('is what its supervisors can take on, within its capacity', () => {
    expect(room({ capacity: 9 }, supervisor({ most: 2 }), supervisor({ most: 1 }))).toBe(3);
    expect(room({ capacity: 2 }, supervisor({ most: 5 }))).toBe(2);
  });

  it('leaves out what they have in the same period, wherever that is, and nothing of another period', () => {
    const busy = supervisor({
      most: 3,
      charges: [charge('b7', '2027-02-28', '2027-05-01'), charge('b8', '2027-03-02')],
    });
    expect(room({ capacity: 9 }, busy)).toBe(2);
    expect(room({ capacity: 9 }, supervisor({ most: 1, charges: [charge('b7'), charge('b8')] }))).toBe(0);
  });

  it('at a workplace whose only supervisor has step 1: an APL, and no assessment of vocational competence', () => {
    const short = { end: '2027-01-30' };
    expect(room({ kind: 'apl', ...short }, supervisor({ step: 1 }))).toBe(2);
    expect(room({ kind: 'yrkeskompetensbedomning', ...short }, supervisor({ step: 1 }))).toBe(0);
    expect(room({ kind: 'yrkeskompetensbedomning', ...short }, supervisor({ step: 2 }))).toBe(2);
  });

  it('is none where whoever it names has left, or is not known', () => {
    expect(room({}, supervisor({ status: 'left' }))).toBe(0);
    expect(room({ supervisors: ['s9'] })).toBe(0);
  });

  it('keeps time for those who sit there under nobody yet', () => {
    expect(room({ capacity: 9, seats: [seat('b1')] }, supervisor({ most: 2 }))).toBe(1);
    const charged = supervisor({ most: 2, charges: [charge('b1')] });
    expect(room({ capacity: 9, seats: [seat('b1', 's1')] }, charged)).toBe(1);
  });

  it('follows its supervisors as they change, as long as it is posted', () => {
    const posted = placement('posted', { supervisors: ['s1'], seats: [] });
    expect(stateOf(refreshRoom(here(supervisor({ most: 1 })))(posted, now)).room).toBe(1);
    expect(refreshRoom(here(supervisor({ most: 0 })))({ ...posted, room: 0 }, now)).toEqual({ kind: 'unchanged' });
    for (const status of ['ended', 'withdrawn'] as const) {
      expect(refreshRoom(here(supervisor()))(placement(status), now)).toEqual({ kind: 'unchanged' });
    }
  });
});

describe('a seat', () => {
  const take = (booking: string, proposal: string | null = null) => takeSeat(seat(booking), none, proposal);

  it('is given as long as there is room, and the last one once', () => {
    const last = stateOf(take('b2', 'q2')(placement('posted'), now));
    expect(last).toMatchObject({ room: 0, seats: [seat('b1'), seat('b2')], booked: ['q1', 'q2'] });
    expect(take('b3')(last, now)).toMatchObject({ refusal: { code: 'no-room', status: 409 } });
  });

  it('that is asked for again changes nothing', () => {
    expect(take('b1')(placement('posted'), now)).toEqual({ kind: 'unchanged' });
  });

  it('is not given where no supervisor has the step', () => {
    const bare = placement('posted', { kind: 'larling', supervisors: ['s1'], seats: [] });
    expect(takeSeat(seat('b1'), here(supervisor({ step: 1 })), null)(bare, now)).toMatchObject({
      refusal: { code: 'no-room' },
    });
  });

  it('that is freed can be taken again; freed twice, it is free once', () => {
    const free = stateOf(freeSeat('b1', none)(placement('posted', { capacity: 1 }), now));
    expect(free).toMatchObject({ room: 1, seats: [] });
    expect(freeSeat('b1', none)(free, now)).toEqual({ kind: 'unchanged' });
    expect(stateOf(take('b2')(free, now)).room).toBe(0);
  });

  it('of an erased person is freed, and the proposal that led to it forgotten', () => {
    expect(stateOf(freeSeat('b1', none, 'q1')(placement('posted'), now))).toMatchObject({ seats: [], booked: [] });
  });

  it('freed when the placement is over gives no room', () => {
    expect(stateOf(freeSeat('b1', none)(placement('ended'), now))).toMatchObject({ status: 'ended', room: 0 });
  });

  it('goes under another supervisor, and one that is not there under none', () => {
    const held = placement('posted', { supervisors: ['s1'], seats: [seat('b1')], capacity: 9 });
    const charged = here(supervisor({ most: 2, charges: [charge('b1')] }));
    expect(stateOf(seatUnder(seat('b1', 's1'), charged)(held, now))).toMatchObject({
      room: 1,
      seats: [seat('b1', 's1')],
    });
    expect(seatUnder(seat('b9', 's1'), charged)(held, now)).toEqual({ kind: 'unchanged' });
  });
});

describe('an accepted proposal', () => {
  it('without a place is told so, once', () => {
    const told = stateOf(answerFull('q2')(placement('posted'), now));
    expect(told.full).toEqual(['q2']);
    expect(answerFull('q2')(told, now)).toEqual({ kind: 'unchanged' });
  });

  it('that has its place is never told that it has none', () => {
    expect(answerFull('q1')(placement('posted'), now)).toEqual({ kind: 'unchanged' });
  });
});
