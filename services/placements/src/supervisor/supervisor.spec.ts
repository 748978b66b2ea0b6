import { describe, expect, it } from '@jest/globals';
import { before, eachTransition, now, stateOf } from '@lotsen/testing/each-transition';
import {
  type Charge,
  change,
  leave,
  letGo,
  lifecycle,
  loadOf,
  register,
  type Supervisor,
  type SupervisorStatus,
  takeOn,
} from './supervisor.js';

const charge = (booking: string, start = '2027-01-15', end = '2027-03-01'): Charge => ({
  booking,
  placement: 'p1',
  start,
  end,
});
const content = { mark: 'Handledare 1', workplace: null, step: 1, most: 2 } as const;
const supervisor = (status: SupervisorStatus, given: Partial<Supervisor> = {}): Supervisor => ({
  ...content,
  status,
  reached: { [status]: before },
  organisation: 'o1',
  charges: [charge('b1')],
  ...given,
});

eachTransition(lifecycle, {
  state: supervisor,
  commands: {
    register: register(content, 'o1'),
    change: change({ ...content, step: 2 }),
    leave,
    takeOn: takeOn(charge('b2')),
    letGo: letGo('b1'),
  },
  silent: { letGo: 'whoever has nobody in their charge lets go of nobody' },
});

describe('a supervisor', () => {
  it('takes on as many as they take at once, and no more', () => {
    const full = stateOf(takeOn(charge('b2'))(supervisor('active'), now));
    expect(takeOn(charge('b3'))(full, now)).toMatchObject({
      refusal: { code: 'supervisor-full', status: 409, field: 'supervisor' },
    });
  });

  it('has time again in another period, to the day', () => {
    const full = stateOf(takeOn(charge('b2'))(supervisor('active'), now));
    expect(takeOn(charge('b3', '2027-03-01', '2027-04-01'))(full, now)).toMatchObject({ kind: 'refused' });
    expect(takeOn(charge('b3', '2027-03-02', '2027-04-01'))(full, now)).toMatchObject({ kind: 'next' });
    expect(loadOf(full, { start: '2027-02-01', end: '2027-02-01' })).toBe(2);
    expect(loadOf(full, { start: '2026-12-01', end: '2027-01-14' })).toBe(0);
  });

  it('who is asked again for one that they have takes no second one on', () => {
    const full = stateOf(takeOn(charge('b2'))(supervisor('active'), now));
    expect(stateOf(takeOn(charge('b2', '2027-01-15', '2027-05-01'))(full, now)).charges).toEqual([
      charge('b1'),
      charge('b2', '2027-01-15', '2027-05-01'),
    ]);
  });

  it('who let one go has time for another', () => {
    const full = supervisor('active', { most: 1 });
    expect(takeOn(charge('b2'))(full, now).kind).toBe('refused');
    expect(takeOn(charge('b2'))(stateOf(letGo('b1')(full, now)), now).kind).toBe('next');
    expect(letGo('b9')(full, now)).toEqual({ kind: 'unchanged' });
  });
});
