import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { before, eachTransition, earlier, now, stateOf } from '@lotsen/testing/each-transition';
import {
  accept,
  book,
  consent,
  decline,
  draft,
  end,
  endOfItself,
  erase,
  findFull,
  lifecycle,
  outdate,
  type Proposal,
  type ProposalStatus,
  send,
  withdraw,
} from './proposal.js';
import { proposalEventOf } from './proposal.store.js';

const uuid = (letter: string) => `${letter}0000000-0000-4000-8000-000000000001`;
const today = '2026-11-22';
const yes = (notedBy = 'officer') => ({ how: 'oral', day: today, notedBy }) as const;
const release = { fields: ['name', 'phone'] as ('name' | 'phone')[], basis: 'osl-10-1' as const, until: '2027-01-31' };
const drafting = {
  candidate: uuid('c'),
  target: { kind: 'vacancy' as const, id: uuid('f') },
  officer: uuid('0'),
  employer: uuid('1'),
  known: '{"asOf":"2026-11-22"}',
  by: 'officer',
};
const drafted = (): Proposal => stateOf(draft(drafting)(undefined, earlier));
const proposal = (status: ProposalStatus, given: Partial<Proposal> = {}): Proposal => ({
  ...(status === 'erased' ? stateOf(erase(drafted(), earlier)) : drafted()),
  status,
  reached: { [status]: before },
  ...given,
});
const follows = 'what the target says may come again, and of proposals that went another way';

eachTransition(lifecycle, {
  state: proposal,
  commands: {
    draft: draft(drafting),
    consent: consent(yes()),
    send: send(release, 'officer'),
    accept: accept('employer'),
    decline: decline(['language', 'start'], 'employer'),
    withdraw: withdraw('person-said-no', 'officer'),
    book,
    findFull,
    outdate,
    end: end('hired'),
    endOfItself: endOfItself('placement-completed'),
    erase,
  },
  silent: {
    book: follows,
    findFull: follows,
    outdate: follows,
    endOfItself: follows,
    erase: 'the event of an erasure may come again, and of a person without a proposal',
  },
});

describe('without the person’s yes', () => {
  it('nothing is sent', () => {
    const sent = send(release, 'officer');
    expect(sent(drafted(), now)).toMatchObject({ refusal: { code: 'proposal-draft', status: 409 } });
    const consented = stateOf(consent(yes())(drafted(), now));
    expect(stateOf(sent(consented, now))).toMatchObject({ status: 'sent', release, yes: yes() });
  });

  it('nothing reaches the employer: every way to them leads over the consent', () => {
    const open: ProposalStatus[] = ['draft'];
    const { consent: _, erase: _erase, ...others } = lifecycle.transitions;
    for (const status of open) {
      for (const table of Object.values(others) as Partial<Record<ProposalStatus, ProposalStatus>>[]) {
        const to = table[status];
        if (to && !open.includes(to)) open.push(to);
      }
    }
    expect(open.sort()).toEqual(['draft', 'obsolete', 'withdrawn']);
  });

  it('a release lasts 365 days at most', () => {
    const consented = stateOf(consent(yes())(drafted(), now));
    const until = (day: string) => send({ ...release, until: day }, 'officer')(consented, now);
    expect(until('2027-11-22').kind).toBe('next');
    expect(until('2027-11-23')).toMatchObject({ kind: 'refused', refusal: { code: 'too-long' } });
  });

  it('nothing is released, and nothing after the last day of what was', () => {
    expect(drafted().release).toBeNull();
    const late = send({ ...release, until: '2026-11-21' }, 'officer');
    expect(late(proposal('person-consented'), now)).toMatchObject({ refusal: { code: 'in-the-past', field: 'until' } });
    const lastDay = send({ ...release, until: today }, 'officer');
    expect(lastDay(proposal('person-consented'), now).kind).toBe('next');
  });
});

describe('nobody acts on both sides', () => {
  const bothSides = { refusal: { code: 'both-sides', status: 409 } };

  it('whoever drafted, noted the yes or sent it does not answer for the employer', () => {
    let state = drafted();
    for (const step of [consent(yes('colleague')), send(release, 'third')]) state = stateOf(step(state, now));
    expect(state.acted).toEqual({ officer: ['officer', 'colleague', 'third'], employer: [] });
    for (const by of state.acted.officer) {
      expect(accept(by)(state, now)).toMatchObject(bothSides);
      expect(decline(['language'], by)(state, now)).toMatchObject(bothSides);
    }
    expect(stateOf(accept('employer')(state, now)).acted.employer).toEqual(['employer']);
  });

  it('whoever answered for the employer does not take it back for the officer', () => {
    const accepted = stateOf(accept('employer')(proposal('sent'), now));
    expect(withdraw('mistake', 'employer')(accepted, now)).toMatchObject(bothSides);
    expect(withdraw('mistake', 'officer')(accepted, now).kind).toBe('next');
  });

  it('acting twice on one side is noted once', () => {
    expect(stateOf(consent(yes('officer'))(drafted(), now)).acted.officer).toEqual(['officer']);
  });
});

describe('a proposal', () => {
  it('declined says why, at least one reason', () => {
    expect(stateOf(decline(['language', 'start'], 'employer')(proposal('sent'), now)).declined).toEqual([
      'language',
      'start',
    ]);
  });

  it('that is erased leaves nothing but whose it was', () => {
    const { status, reached, candidate, acted, ...rest } = stateOf(erase(proposal('ended'), now));
    expect({ status, reached, candidate, acted }).toEqual({
      status: 'erased',
      reached: { erased: now.instant },
      candidate: uuid('c'),
      acted: { officer: [], employer: [] },
    });
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it.each(Object.keys(lifecycle.words.statuses) as ProposalStatus[])(
    '%s: others are told neither what was known nor who acted',
    (status) => {
      const event = proposalEventOf(proposal(status, { yes: yes('noted-by') }), { id: uuid('4'), version: 1 });
      expect(breachOf(topics.proposal, event)).toBeUndefined();
      expect(JSON.stringify(event)).not.toMatch(/asOf|noted-by|acted/u);
    },
  );
});
