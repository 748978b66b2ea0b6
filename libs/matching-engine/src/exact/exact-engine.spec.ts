import { beforeEach, describe, expect, it } from '@jest/globals';
import { loadModel, loadReference } from '@lotsen/reference';
import { careAssistant, homeCare } from '@lotsen/testing/concepts';
import { candidateFacts, targetFacts } from '@lotsen/testing/facts';
import { contextOf } from '../context.js';
import type { CandidateChange, Following } from '../port.js';
import { ExactEngine } from './exact-engine.js';

const context = contextOf(loadReference(), loadModel(), '2026-11-22');
const vacancy = { kind: 'vacancy', id: 'v' } as const;

const person = (id: string, { organisation = 'o', sharedWith = [] as string[], months = 0 } = {}): CandidateChange => ({
  id,
  organisation,
  sharedWith,
  facts: candidateFacts({
    id,
    home: '2481',
    experience: [{ occupation: careAssistant, months, lastYear: 2026, record: id }],
  }),
});
const gone = (id: string): CandidateChange => ({ id, organisation: null, sharedWith: [], facts: null });

describe('the exact engine', () => {
  let engine: ExactEngine;
  beforeEach(() => {
    engine = new ExactEngine(context, async () => undefined);
    engine.apply({ candidates: [], targets: [{ ...vacancy, facts: targetFacts({ id: 'v' }) }] });
  });
  const put = (...candidates: CandidateChange[]) => engine.apply({ candidates, targets: [] });
  const listed = (answer: Awaited<ReturnType<Following['top']>>) =>
    answer && [...answer.list.listed, ...answer.list.near].map(({ candidate }) => candidate).sort();

  it.each([
    ['everybody', 'all' as const, ['a', 'b', 'c']],
    ["an organisation's own", { organisation: 'o', shares: [] }, ['a']],
    [
      "an organisation's own, and those shared with it or its groups",
      { organisation: 'o', shares: ['o', 'g'] },
      ['a', 'b'],
    ],
    ['nobody where no organisation asks', { organisation: '', shares: [] }, []],
  ])('lists %s', async (_whom, seen, expected) => {
    put(person('a'), person('b', { organisation: 'p', sharedWith: ['g'] }), person('c', { organisation: 'p' }));
    expect(listed(await engine.candidatesOf(vacancy, seen, 20))).toEqual(expected);
  });

  it('has no answer of whom or what it does not know, or no longer', async () => {
    put(person('a'));
    expect(await engine.explain('a', vacancy, 'all', [])).toBeDefined();
    put(gone('a'));
    expect(await engine.explain('a', vacancy, 'all', [])).toBeUndefined();
    expect(await engine.targetsOf('a', { kind: 'vacancy' }, 20)).toBeUndefined();
    engine.apply({ candidates: [], targets: [{ ...vacancy, facts: null }] });
    expect(await engine.candidatesOf(vacancy, 'all', 20)).toBeUndefined();
    expect(await engine.gatesOf(vacancy)).toBeUndefined();
    expect((await engine.held()).targets).toEqual([]);
  });

  it('tells who follows a list once the facts have changed, and the list is then what it is when asked anew', async () => {
    const asked: Promise<unknown>[] = [];
    const both = () => Promise.all([following.top(20), engine.candidatesOf(vacancy, 'all', 20)]);
    const following = engine.follow({ list: 'candidates', of: vacancy, seen: 'all' }, () => {
      asked.push(both().then(([followed, anew]) => expect(followed).toEqual(anew)));
    });
    put(person('a'), person('b', { months: 6 }));
    put(person('a', { months: 60 }));
    expect((await following.top(20))?.list.listed[0]?.candidate).toBe('a');
    put(gone('a'));
    expect(listed(await following.top(20))).toEqual(['b']);
    engine.apply({ candidates: [], targets: [{ ...vacancy, facts: targetFacts({ id: 'v', places: ['0180'] }) }] });
    engine.atDay('2026-11-23');
    await Promise.all(asked);
    expect(asked).toHaveLength(5);
    following.close();
    put(person('a'));
    expect(asked).toHaveLength(5);
  });

  it('tells who follows a person’s targets of another one of that kind, and of no other', async () => {
    put(person('a'));
    let told = 0;
    const following = engine.follow({ list: 'targets', of: 'a', kind: 'vacancy' }, () => {
      told += 1;
    });
    expect((await following.top(20))?.list.listed).toHaveLength(1);
    const placement = targetFacts({ kind: 'placement', id: 'p' });
    engine.apply({ candidates: [], targets: [{ kind: 'placement', id: 'p', facts: placement }] });
    put(person('b'));
    expect(told).toBe(0);
    engine.apply({ candidates: [], targets: [{ kind: 'vacancy', id: 'w', facts: targetFacts({ id: 'w' }) }] });
    expect(told).toBe(1);
    expect((await following.top(20))?.list.listed).toHaveLength(2);
    put(gone('a'));
    expect(await following.top(20)).toBeUndefined();
  });

  it('answers for the day to which it was moved: what has expired counts no longer', async () => {
    const skill = homeCare;
    const facts = candidateFacts({
      id: 'a',
      home: '2481',
      evidence: [{ skill, outcome: 'certificate-full', validUntil: '2026-11-22', record: 'r', from: 'validation' }],
    });
    put({ id: 'a', organisation: 'o', sharedWith: [], facts });
    const asking = targetFacts({ id: 'v', requirements: [{ kind: 'skill', must: true, skill }] });
    engine.apply({ candidates: [], targets: [{ ...vacancy, facts: asking }] });
    const before = await engine.explain('a', vacancy, 'all', []);
    expect(before).toMatchObject({ frame: { asOf: '2026-11-22' }, assessment: { verdict: 'eligible' } });
    expect(before?.assessment.conditions.find(({ kind }) => kind === 'skill')?.source).toEqual({
      record: 'r',
      outcome: 'certificate-full',
      from: 'validation',
    });
    engine.atDay('2026-11-23');
    const after = await engine.explain('a', vacancy, 'all', [skill]);
    expect(after).toMatchObject({ frame: { asOf: '2026-11-23' }, assessment: { verdict: 'near' } });
    expect(after?.wouldHelp[0]?.after.verdict).toBe('eligible');
    // What no validation assesses and no placement trains cannot be had, so it is no help.
    expect((await engine.explain('a', vacancy, 'all', []))?.wouldHelp).toEqual([]);
    expect(await engine.countInField([asking], '2026-11-22')).toEqual([0]);
  });

  it('places a person who stands worse after a change among the others, and not behind themself', async () => {
    const commuter = (id: string, maxCommuteMinutes: number): CandidateChange => {
      const facts = candidateFacts({ id, home: '2417', drivesToWork: true, maxCommuteMinutes });
      return { id, organisation: 'o', sharedWith: [], facts };
    };
    put(commuter('a', 150), commuter('b', 120), commuter('c', 80));
    const change = { kind: 'commute', minutes: 100 } as const;
    expect(await engine.whatIf('a', vacancy, [change], 'all')).toMatchObject({
      before: { place: { list: 'listed', place: 1 } },
      after: { place: { list: 'listed', place: 2 } },
    });
  });

  it('hashes the facts in whatever order they came, and whatever was there before', async () => {
    const hash = () => engine.hashOfFacts();
    const empty = await hash();
    put(person('a'), person('b'));
    const both = await hash();
    expect(both).not.toBe(empty);
    put(person('b', { sharedWith: ['g'] }));
    expect(await hash()).not.toBe(both);
    put(gone('b'), gone('a'));
    expect(await hash()).toBe(empty);
    put(person('b'), person('a'));
    expect(await hash()).toBe(both);
    const { facts, ...about } = person('a');
    const reversed = Object.fromEntries(Object.entries(facts ?? {}).reverse()) as unknown as CandidateChange['facts'];
    put({ ...about, facts: reversed });
    expect(await hash()).toBe(both);
  });

  it('compares its lists with those of another model, and says on how many pairs the verdict differs and why', async () => {
    put(person('a'), person('b', { months: 12 }));
    const nurse = targetFacts({ id: 'n', occupations: ['bSEB_VKd_Ub3'], ssyk: ['5321'], permanent: true });
    const asked = targetFacts({ id: 'p', occupations: ['bXNH_MNX_dUR'], ssyk: ['2221'] });
    engine.apply({
      candidates: [],
      targets: [
        { kind: 'vacancy', id: 'n', facts: nurse },
        { kind: 'vacancy', id: 'p', facts: asked },
      ],
    });
    const compared = await engine.compareModels(loadModel(undefined, '1'), 10);
    // A nurse's licence takes years of study for people who have worked as care assistants only.
    expect(compared).toMatchObject({
      lists: 3,
      changed: 1,
      verdicts: [{ from: 'near', to: 'out', because: 'licence', pairs: 2 }],
      mostChanged: [{ id: 'p', shared: 0, of: 2 }],
    });
    expect(await engine.compareModels(loadModel(), 1)).toMatchObject({
      lists: 1,
      changed: 0,
      shared: 2,
      of: 2,
      verdicts: [],
    });
  });

  it('costs each demand by how many more would be let in', async () => {
    put(person('a'), person('b'));
    const requirements = [
      { kind: 'driving-licence', must: true, code: 'B' },
      { kind: 'car', must: false },
    ] as const;
    engine.apply({ candidates: [], targets: [{ ...vacancy, facts: targetFacts({ id: 'v', requirements }) }] });
    const cost = await engine.costOfDemands(vacancy);
    expect(cost?.demands).toEqual([{ requirement: requirements[0], eligibleAsWish: 2 }]);
  });
});
