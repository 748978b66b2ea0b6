import { describe, expect, it } from '@jest/globals';
import type { Decide } from '@lotsen/persistence';
import { loadReference } from '@lotsen/reference';
import { placementContentOf } from './dto/placement.dto.js';
import { change, type Placement, type PlacementStatus, post, transitions, withdraw } from './placement.js';

const reference = loadReference();
const now = '2026-11-22T10:00:00.000Z';
const content = (given: Partial<Parameters<typeof placementContentOf>[0]> = {}) =>
  placementContentOf(
    {
      kind: 'apl',
      title: 'A',
      employer: { name: 'E' },
      occupation: '4zLr_jP5_peZ',
      place: '2481',
      start: '2027-01-15',
      end: '2027-03-01',
      capacity: 2,
      ...given,
    },
    reference,
  );
const placement = (status: PlacementStatus): Placement => ({ ...content(), owner: 'o1', status, reached: {} });
const commands: Record<keyof typeof transitions, Decide<Placement>> = {
  post: post(content(), 'o1', reference),
  change: change(content({ capacity: 3 }), 'o1', reference),
  withdraw: withdraw('o1'),
};

describe('each state × each command', () => {
  const statuses: (PlacementStatus | 'none')[] = ['none', 'posted', 'withdrawn'];
  const cases = Object.keys(transitions).flatMap((command) =>
    statuses.map((from) => [command as keyof typeof transitions, from] as const),
  );

  it.each(cases)('%s from %s', (command, from) => {
    const decision = commands[command](from === 'none' ? undefined : placement(from), now);
    const to = (transitions[command] as Partial<Record<PlacementStatus | 'none', PlacementStatus>>)[from];
    if (to) expect(decision).toMatchObject({ kind: 'next', state: { status: to } });
    else expect(decision).toMatchObject({ kind: 'refused', refusal: { status: from === 'none' ? 404 : 409 } });
  });
});

describe('a placement', () => {
  it('does not end before it starts', () => {
    const decision = post(content({ end: '2027-01-14' }), 'o1', reference)(undefined, now);
    expect(decision).toMatchObject({ refusal: { code: 'dates-reversed', field: 'end' } });
  });

  it('of arbetspraktik lasts at most six months; other kinds may be longer', () => {
    const long = { end: '2027-09-01' };
    expect(post(content({ ...long, kind: 'arbetspraktik' }), 'o1', reference)(undefined, now)).toMatchObject({
      refusal: { code: 'too-long' },
    });
    expect(post(content({ ...long, kind: 'larling' }), 'o1', reference)(undefined, now).kind).toBe('next');
  });

  it('is changed by the organisation that answers for it, and by no other', () => {
    expect(change(content({ capacity: 9 }), 'o2', reference)(placement('posted'), now)).toMatchObject({
      refusal: { status: 403 },
    });
  });
});
