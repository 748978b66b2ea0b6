import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { loadReference } from '@lotsen/reference';
import { careAssistant } from '@lotsen/testing/concepts';
import { before, eachState, eachTransition, now, stateOf } from '@lotsen/testing/each-transition';
import { vacancyContentOf } from './dto/vacancy.dto.js';
import {
  type AdCopy,
  book,
  change,
  close,
  closeWhenDue,
  draft,
  endUnfilled,
  fill,
  forget,
  free,
  importAd,
  lifecycle,
  publish,
  publishDraft,
  removeAd,
  reopen,
  type Vacancy,
  type VacancyStatus,
  withdraw,
} from './vacancy.js';
import { vacancyEventOf } from './vacancy.store.js';

const reference = loadReference();
const today = '2026-11-22';
const yesterday = '2026-11-21';
const content = (given: Partial<Parameters<typeof vacancyContentOf>[0]> = {}) =>
  vacancyContentOf(
    { title: 'A', employer: { name: 'E' }, occupation: careAssistant, place: '2481', positions: 2, ...given },
    reference,
  );
const vacancy = (status: VacancyStatus, given: Partial<Vacancy> = {}): Vacancy => ({
  ...content(),
  owner: 'o1',
  importedFrom: null,
  taken: status === 'filled' ? 2 : 0,
  booked: [],
  full: [],
  whyUnfilled: status === 'unfilled' ? 'pay' : null,
  status,
  reached: { [status]: before },
  ...given,
});
const statuses = Object.keys(lifecycle.words.statuses) as VacancyStatus[];

/** A copy of an ad that does not say when it was made. */
const ad = (given: Partial<AdCopy> = {}): AdCopy => ({ id: '1', at: null, ...given });

eachTransition(lifecycle, {
  state: vacancy,
  commands: {
    draft: draft(content(), 'o1', reference),
    publish: publish(content(), 'o1', reference),
    change: change(content({ title: 'B' }), reference),
    close,
    reopen: reopen('2026-12-01'),
    fillSome: fill(1),
    fillAll: fill(2),
    endUnfilled: endUnfilled('no-applicants'),
    freePosition: (state, at) => free('p')(state && { ...state, booked: ['p', 'q'], taken: 2 }, at),
    withdraw,
    answerFull: (state, at) => book('p')(state && { ...state, taken: state.positions }, at),
    importOpen: (state, at) => {
      const closedByCalendar = state?.status === 'closed' ? { ...state, lastApplicationDay: yesterday } : state;
      return importAd(content({ title: 'C' }), 'o1', ad())(closedByCalendar, at);
    },
    importClosed: importAd(content({ lastApplicationDay: yesterday }), 'o1', ad()),
  },
  silent: {
    answerFull: 'a proposal for a vacancy that is not here is answered by nobody',
    freePosition: 'an event of a proposal may come again, and of a vacancy that is long over',
    importOpen: 'a feed repeats what is over: it stays over',
    importClosed: 'a feed repeats what is over: it stays over',
  },
});

describe('what happens of itself follows the same line of the table', () => {
  const due = (status: VacancyStatus) => vacancy(status, { lastApplicationDay: yesterday });
  eachState(lifecycle, 'close', {
    name: 'close when due',
    state: due,
    decide: closeWhenDue,
    silent: 'the calendar comes by again and again, whatever became of the vacancy',
  });

  it('a draft that is published is the draft', () => {
    const written = vacancy('draft', { title: 'Draft', owner: 'o7' });
    expect(stateOf(publishDraft(written, now))).toMatchObject({
      status: 'published',
      title: 'Draft',
      owner: 'o7',
    });
  });

  it.each([undefined, ...statuses.filter((status) => status !== 'draft')])('publish the draft from %s', (status) => {
    const refusal = status ? { code: `vacancy-${status}`, status: 409 } : { code: 'not-found', status: 404 };
    expect(publishDraft(status && vacancy(status), now)).toMatchObject({ kind: 'refused', refusal });
  });

  it.each([undefined, ...statuses])('the removal of its ad withdraws what is open, and nothing else: %s', (status) => {
    const decision = removeAd('o1', null)(status && vacancy(status), now);
    if (status === 'published' || status === 'closed') expect(stateOf(decision).status).toBe('withdrawn');
    else expect(decision).toEqual({ kind: 'unchanged' });
  });
});

describe('a vacancy', () => {
  it('with as many positions as are taken is filled', () => {
    const decision = change(content({ positions: 1 }), reference)(vacancy('published', { taken: 1 }), now);
    expect(stateOf(decision)).toMatchObject({ status: 'filled', positions: 1 });
  });

  it('that its owner closed stays closed when its ad comes again; one that the calendar closed opens with a later last day', () => {
    const again = importAd(content({ lastApplicationDay: '2026-12-24' }), 'o1', ad());
    expect(stateOf(again(vacancy('closed', { lastApplicationDay: '2026-12-01' }), now)).status).toBe('closed');
    expect(stateOf(again(vacancy('closed', { lastApplicationDay: yesterday }), now)).status).toBe('published');
  });

  it('keeps at least the positions that are taken when its ad comes with fewer', () => {
    const again = importAd(content({ positions: 1 }), 'o1', ad());
    expect(stateOf(again(vacancy('published', { taken: 2 }), now)).positions).toBe(2);
  });

  it('has its position free again when a booked proposal came to nothing', () => {
    const filled = vacancy('filled', { taken: 2, booked: ['p', 'q'] });
    expect(stateOf(free('p')(filled, now))).toMatchObject({ status: 'closed', taken: 1, booked: ['q'] });
  });

  it('that says the same again has not changed', () => {
    expect(change(content(), reference)(vacancy('published'), now)).toEqual({ kind: 'unchanged' });
  });

  it.each<[string, Parameters<typeof content>[0]]>([
    ['occupation', { occupation: 'x' }],
    ['place', { place: '9999' }],
    ['hours', { hours: { least: 100, most: 50 } }],
    ['requirements.0.skill', { requirements: [{ kind: 'skill', must: true, skill: 'x' }] }],
    ['requirements.0.code', { requirements: [{ kind: 'driving-licence', must: true, code: 'x' }] }],
  ])('whose %s makes no sense is refused', (field, given) => {
    const refused = { refusal: { status: 422, field } };
    expect(draft(content(given), 'o1', reference)(undefined, now)).toMatchObject(refused);
    expect(publish(content(given), 'o1', reference)(undefined, now)).toMatchObject(refused);
    expect(change(content(given), reference)(vacancy('published'), now)).toMatchObject(refused);
  });

  it('whose last day has passed is not advertised; on that day it still is', () => {
    const past = { refusal: { code: 'in-the-past', field: 'lastApplicationDay' } };
    const late = content({ lastApplicationDay: yesterday });
    expect(publish(late, 'o1', reference)(undefined, now)).toMatchObject(past);
    expect(change(late, reference)(vacancy('published'), now)).toMatchObject(past);
    expect(publishDraft(vacancy('draft', { lastApplicationDay: yesterday }), now)).toMatchObject(past);
    expect(reopen(yesterday)(vacancy('closed'), now)).toMatchObject(past);
    const last = content({ lastApplicationDay: today });
    expect(publish(last, 'o1', reference)(undefined, now).kind).toBe('next');
    expect(closeWhenDue(vacancy('published', last), now)).toEqual({ kind: 'unchanged' });
  });

  it('that was reopened has the day that was given, or none', () => {
    const closed = vacancy('closed', { lastApplicationDay: yesterday });
    expect(stateOf(reopen('2026-12-01')(closed, now)).lastApplicationDay).toBe('2026-12-01');
    expect(stateOf(reopen(null)(closed, now)).lastApplicationDay).toBeNull();
  });

  it('is not cut to fewer positions than are taken, nor filled with more than it has', () => {
    const some = vacancy('published', { taken: 1, positions: 3 });
    expect(change(content({ positions: 1 }), reference)(vacancy('published', { taken: 2 }), now)).toMatchObject({
      refusal: { code: 'fewer-than-taken', field: 'positions' },
    });
    expect(fill(3)(some, now)).toMatchObject({ refusal: { code: 'no-room', field: 'positions' } });
    expect(stateOf(fill(2)(some, now))).toMatchObject({ status: 'filled', taken: 3 });
  });

  it('that ended unfilled says why', () => {
    expect(stateOf(endUnfilled('licence-missing')(vacancy('closed'), now)).whyUnfilled).toBe('licence-missing');
  });

  it.each(statuses)('%s: the contract holds', (status) => {
    const event = vacancyEventOf(vacancy(status), { id: 'f0000000-0000-4000-8000-000000000001', version: 1 });
    expect(breachOf(topics.vacancy, event)).toBeUndefined();
  });
});

describe('accepted proposals', () => {
  it('get a position each, and the one after the last the answer that there is none', () => {
    const first = stateOf(book('p1')(vacancy('published'), now));
    expect(first).toMatchObject({ status: 'published', taken: 1, booked: ['p1'], full: [] });
    const second = stateOf(book('p2')(first, now));
    expect(second).toMatchObject({
      status: 'filled',
      taken: 2,
      booked: ['p1', 'p2'],
      full: [],
      reached: { filled: now.instant },
    });
    expect(stateOf(book('p3')(second, now))).toMatchObject({ status: 'filled', taken: 2, full: ['p3'] });
  });

  it('that ask again change nothing, whatever they were told', () => {
    const told = vacancy('published', { booked: ['p1'], full: ['p2'], taken: 1 });
    for (const proposal of ['p1', 'p2']) expect(book(proposal)(told, now)).toEqual({ kind: 'unchanged' });
  });

  it('get the last position of a closed vacancy too', () => {
    expect(stateOf(book('p')(vacancy('closed', { taken: 1 }), now))).toMatchObject({ status: 'filled', taken: 2 });
  });

  it.each(['draft', 'filled', 'unfilled', 'withdrawn'] as const)('get none of one that is %s', (status) => {
    const asked = vacancy(status, { taken: 0 });
    expect(stateOf(book('p')(asked, now))).toMatchObject({ status, taken: 0, booked: [], full: ['p'] });
  });

  it('share the positions with those who came another way', () => {
    const last = stateOf(fill(1)(vacancy('published'), now));
    expect(stateOf(book('p1')(last, now))).toMatchObject({ status: 'filled', booked: ['p1'] });
    expect(stateOf(book('p1')(stateOf(fill(2)(vacancy('published'), now)), now)).full).toEqual(['p1']);
  });

  it('of an erased person are forgotten; the position stays taken', () => {
    const told = vacancy('filled', { booked: ['p1', 'p2'], full: ['p3'] });
    expect(stateOf(forget('p1')(told, now))).toMatchObject({
      status: 'filled',
      taken: 2,
      booked: ['p2'],
      full: ['p3'],
    });
    expect(stateOf(forget('p3')(told, now)).full).toEqual([]);
    expect(forget('p9')(told, now)).toEqual({ kind: 'unchanged' });
    expect(forget('p1')(undefined, now)).toEqual({ kind: 'unchanged' });
  });
});

describe('an imported ad', () => {
  const importAgain = importAd(content({ title: 'C' }), 'o1', ad());
  const state = stateOf(importAgain(undefined, now));

  it('belongs to the organisation that imports it', () => {
    expect(state).toMatchObject({ status: 'published', owner: 'o1', importedFrom: '1', taken: 0 });
    expect(importAd(content(), null, ad())(undefined, now)).toMatchObject({ refusal: { code: 'not-yours' } });
  });

  it('changes nothing when it comes again', () => {
    expect(importAgain(state, { instant: '2027-01-01T00:00:00.000Z', day: '2026-11-22' })).toEqual({
      kind: 'unchanged',
    });
  });

  it('keeps what happened to its vacancy when it comes with another text', () => {
    const booked = stateOf(book('p')(state, now));
    const again = stateOf(importAd(content({ title: 'D' }), 'o1', ad())(booked, now));
    expect(again).toMatchObject({ title: 'D', taken: 1, booked: ['p'] });
  });

  it('of another organisation stays as it is', () => {
    expect(importAd(content({ title: 'D' }), 'o2', ad())(state, now)).toMatchObject({
      refusal: { status: 403, code: 'not-yours' },
    });
    expect(removeAd('o2', null)(state, now)).toMatchObject({ refusal: { status: 403, code: 'not-yours' } });
  });

  it('is withdrawn by its removal, and one that was never here needs nothing', () => {
    expect(stateOf(removeAd('o1', null)(state, now))).toMatchObject({
      status: 'withdrawn',
      reached: { withdrawn: now.instant },
    });
    expect(removeAd('o1', null)(undefined, now)).toEqual({ kind: 'unchanged' });
  });

  it('whose last day has passed is taken in as closed', () => {
    const late = content({ lastApplicationDay: yesterday });
    expect(stateOf(importAd(late, 'o1', ad())(undefined, now)).status).toBe('closed');
  });

  describe('of which copies come in any order', () => {
    const copy = (title: string, at: number | null, removedAt?: number) =>
      importAd(content({ title }), 'o1', ad({ at, removedAt }));
    const first = stateOf(copy('first', 1_000)(undefined, now));
    const removed = stateOf(removeAd('o1', 2_000)(first, now));

    it.each([
      ['a newer copy is taken', copy('B', 1_001), first, 'B'],
      ['an older copy is not', copy('B', 999), first, undefined],
      ['a copy that does not say is the newest', copy('B', null), first, 'B'],
      ['a copy from before the removal is not taken', copy('B', 1_500), removed, undefined],
      ['a copy as old as the removal is not', copy('B', 2_000), removed, undefined],
      ['a newer copy publishes it again', copy('B', 2_001), removed, 'B'],
      ['a copy from before a removal that came first is not taken', copy('B', 1_500, 2_000), undefined, undefined],
      ['a newer one is', copy('B', 2_500, 2_000), undefined, 'B'],
    ])('%s', (_, decide, state, title) => {
      const decision = decide(state, now);
      if (title === undefined) expect(decision).toEqual({ kind: 'unchanged' });
      else expect(stateOf(decision)).toMatchObject({ title, status: 'published' });
    });

    it('an older removal does not withdraw a newer copy', () => {
      expect(removeAd('o1', 999)(first, now)).toEqual({ kind: 'unchanged' });
      expect(removed.status).toBe('withdrawn');
    });

    it('one that its owner withdrew stays withdrawn, however new the copy; one of an earlier release is published', () => {
      const byOwner = stateOf(withdraw(first, now));
      expect(copy('B', 9_000)(byOwner, now)).toEqual({ kind: 'unchanged' });
      const { removedAt: _, ...earlier } = byOwner;
      expect(stateOf(copy('B', 9_000)(earlier, now)).status).toBe('published');
    });

    it('a second removal keeps out what was copied between the two', () => {
      const twice = stateOf(removeAd('o1', 3_000)(removed, now));
      expect(copy('B', 2_500)(twice, now)).toEqual({ kind: 'unchanged' });
      expect(removeAd('o1', 2_500)(twice, now)).toEqual({ kind: 'unchanged' });
      expect(stateOf(copy('B', 3_001)(twice, now)).status).toBe('published');
    });

    it('a copy that is published again may be removed again', () => {
      const again = stateOf(copy('B', 2_001)(removed, now));
      expect(stateOf(removeAd('o1', 3_000)(again, now)).status).toBe('withdrawn');
      expect(stateOf(copy('C', 3_001)(stateOf(removeAd('o1', 3_000)(again, now)), now)).title).toBe('C');
    });
  });
});
