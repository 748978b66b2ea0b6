import { describe, expect, it } from '@jest/globals';
import type { Decide } from '@lotsen/persistence';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import {
  type AccessExport,
  type AccessExportStatus,
  approve,
  heldUntil,
  lets,
  lifecycle,
  refuse,
  request,
} from './access-export.js';

const given = (status: AccessExportStatus, more: Partial<AccessExport> = {}): AccessExport => ({
  status,
  reached: { [status]: before },
  candidate: 'p1',
  requestedBy: 'first',
  approvedBy: status === 'approved' ? 'second' : null,
  refusedBy: null,
  ...more,
});
const at = (hours: number) => new Date(Date.parse(before) + hours * 3_600_000);

eachTransition(lifecycle, {
  state: (status: AccessExportStatus) => given(status),
  commands: { request: request('p1', 'first'), approve: approve('second'), refuse: refuse('second') },
});

/** The state after a run of commands. A refused command changes nothing. */
function after(commands: readonly Decide<AccessExport>[]): AccessExport | undefined {
  let state: AccessExport | undefined;
  for (const command of commands) {
    const decision = command(state, now);
    if (decision.kind === 'next') state = decision.state;
  }
  return state;
}

/** All sequences of at most `longest` steps. */
function runsOf<T>(steps: readonly T[], longest: number): T[][] {
  if (longest === 0) return [[]];
  const shorter = runsOf(steps, longest - 1);
  return [
    ...shorter,
    ...shorter.filter(({ length }) => length === longest - 1).flatMap((run) => steps.map((step) => [...run, step])),
  ];
}

describe('a request for an export', () => {
  it('is approved by nobody who made it', () => {
    expect(approve('first')(given('requested'), now)).toMatchObject({ refusal: { code: 'both-sides', status: 409 } });
    expect(approve('first')(given('refused'), now)).toMatchObject({ refusal: { code: 'access-export-refused' } });
  });

  it('lets one administrator alone export nobody, whatever they do in whatever order', () => {
    const runs = runsOf([request('p1', 'first'), approve('first'), refuse('first')], 5);
    expect(runs.length).toBe(364);
    const letting = runs.map(after).filter((state) => state && lets('first', new Date(now.instant), state));
    expect(letting).toEqual([]);
  });

  it('lets the one who asked, and neither the one who approved nor anybody else', () => {
    const who = ['first', 'second', 'third'].filter((subject) => lets(subject, at(1), given('approved')));
    expect(who).toEqual(['first']);
  });

  it('holds for 24 hours from its approval, however old it is', () => {
    const approved = given('approved', { reached: { requested: '2020-01-01T00:00:00.000Z', approved: before } });
    expect(heldUntil(approved)).toBe(at(24).toISOString());
    expect([at(0), at(23.999), at(24), at(1000)].map((when) => lets('first', when, approved))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('lets nobody before it is approved, or once it is refused', () => {
    expect(lets('first', at(1), given('requested'))).toBe(false);
    const taken = after([request('p1', 'first'), approve('second'), refuse('third')]);
    expect(taken).toMatchObject({ status: 'refused', approvedBy: 'second', refusedBy: 'third' });
    expect(taken && [heldUntil(taken), lets('first', new Date(now.instant), taken)]).toEqual([null, false]);
  });
});
