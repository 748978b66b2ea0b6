import type { Model } from '@lotsen/reference';
import { assess } from '../assess.js';
import { type Context, contextOf } from '../context.js';
import type { Day, Requirement, TargetFacts } from '../facts.js';
import { assessAgain, type KnownMatch, knowMatch } from '../known-match.js';
import { outlookOf } from '../outlook.js';
import type {
  FactsChange,
  FollowedQuestion,
  Following,
  Frame,
  MatchingEngine,
  Seen,
  TargetKey,
  TargetsAsked,
} from '../port.js';
import { type RankedList, rankOf, topTargets } from '../ranking.js';
import { type PreparedTarget, prepareTarget } from '../target.js';
import { type Change, costOfDemands, Field, type PlaceOf, whatIf, wouldHelp } from '../what-if.js';
import { compareModels, type Pause } from './compare-models.js';
import { KeptLists } from './kept-lists.js';
import { PreparedFacts } from './prepared-facts.js';

/** Assesses every pair that a question covers, in the caller's thread. Its answers are right by definition. */
export class ExactEngine implements MatchingEngine {
  private readonly facts: PreparedFacts;
  private readonly lists: KeptLists;

  /** @param pause lets other work run during a long computation; throwing, it ends the computation */
  constructor(
    context: Context,
    private readonly pause: Pause,
  ) {
    this.facts = new PreparedFacts(context);
    this.lists = new KeptLists(this.facts);
  }

  apply(change: FactsChange): void {
    this.facts.apply(change);
    this.lists.take(change);
  }

  atDay(day: Day): void {
    this.facts.atDay(day);
    this.lists.forget();
  }

  /** In the caller's own thread it loses nothing. */
  onLost(): void {}

  async frame(): Promise<Frame> {
    return this.now();
  }

  async held() {
    return { frame: this.now(), candidates: this.facts.candidateCount, targets: this.facts.keys() };
  }

  async hashOfFacts() {
    return this.facts.hash(this.pause);
  }

  async candidatesOf(key: TargetKey, seen: Seen, k: number) {
    const list = this.lists.candidatesOf(key)?.top(k, this.facts.seenBy(seen));
    return list && this.listed(list);
  }

  async targetsOf(id: string, asked: TargetsAsked, k: number) {
    const candidate = this.facts.candidate(id);
    return candidate && this.listed(topTargets(candidate, this.facts.asked(asked), this.context, k));
  }

  async explain(id: string, key: TargetKey, seen: Seen, obtainable: readonly string[]) {
    const pair = this.pair(id, key);
    if (!pair) return undefined;
    const { candidate, target } = pair;
    const assessment = assess(candidate, target, this.context);
    const placeOf = this.placeIn(key, target, seen);
    return {
      frame: this.now(),
      assessment,
      place: placeOf(candidate, assessment),
      competenceFrom: [...new Set(target.terms.map((term) => term.source))],
      wouldHelp: wouldHelp(candidate, target, assessment, placeOf, new Set(obtainable), this.context),
    };
  }

  async whatIf(id: string, key: TargetKey, changes: readonly Change[], seen: Seen) {
    const pair = this.pair(id, key);
    if (!pair) return undefined;
    const { candidate, target } = pair;
    const standings = whatIf(candidate, target, changes, this.placeIn(key, target, seen), this.context);
    return { frame: this.now(), changes, ...standings };
  }

  async outlooks(id: string, occupations: readonly string[]) {
    const candidate = this.facts.candidate(id);
    if (!candidate) return [];
    const open = [...this.facts.asked({ kind: 'vacancy' }), ...this.facts.asked({ kind: 'placement' })];
    return this.facts
      .asked({ kind: 'occupation', ids: occupations })
      .map((target) => outlookOf(candidate, target, open, this.context));
  }

  async gatesOf(key: TargetKey) {
    const target = this.facts.target(key);
    if (!target) return undefined;
    const licences = target.licences.flatMap(({ rule, must }) => (must ? rule.id : []));
    return { frame: this.now(), facts: target.facts, licences };
  }

  async costOfDemands(key: TargetKey) {
    const target = this.facts.target(key);
    const list = this.lists.candidatesOf(key);
    if (!target || !list) return undefined;
    const { counts } = list.top(1);
    const now = counts.eligible + counts['to-clarify'];
    const missingOne = list.missingOne().flatMap((id) => this.facts.candidate(id) ?? []);
    const demands = costOfDemands(target, missingOne, this.context).map(({ requirement, more }) => ({
      requirement: target.facts.requirements[requirement] as Requirement,
      eligibleAsWish: now + more,
    }));
    return { counts, demands };
  }

  async countInField(targets: readonly TargetFacts[], asOf: Day) {
    const context = { ...this.context, asOf };
    const field = new Field(this.facts.everybody(asOf), context);
    const counts: number[] = [];
    for (const target of targets) {
      counts.push(field.count(prepareTarget(target, context)));
      await this.pause(counts.length, targets.length);
    }
    return counts;
  }

  async compareModels(from: Model, most: number) {
    const ids = this.facts.keys().flatMap(({ kind, id }) => (kind === 'vacancy' ? id : []));
    const targets = this.facts.asked({ kind: 'vacancy', ids: ids.sort().slice(0, most) }).map(({ stated }) => stated);
    const people = this.facts.everybody().map(({ stated }) => stated);
    const other = contextOf(this.context.reference, from, this.context.asOf);
    return { frame: this.now(), ...(await compareModels(people, targets, other, this.context, this.pause)) };
  }

  async know(id: string, key: TargetKey) {
    const pair = this.pair(id, key);
    return pair && knowMatch(pair.candidate.stated, pair.target.stated, this.context);
  }

  async assessAgain(known: KnownMatch) {
    return assessAgain(known);
  }

  follow(question: FollowedQuestion, changed: () => void): Following {
    const followed = this.lists.follow(question, changed);
    return {
      top: async (k) => {
        const list = followed.top(k);
        return list && this.listed(list);
      },
      close: followed.close,
    };
  }

  private pair(id: string, key: TargetKey) {
    const [candidate, target] = [this.facts.candidate(id), this.facts.target(key)];
    return candidate && target && { candidate, target };
  }

  /** Who is out has no place: the list is needed only for others. */
  private placeIn(key: TargetKey, target: PreparedTarget, seen: Seen): PlaceOf {
    const isSeen = this.facts.seenBy(seen);
    return (candidate, assessment) => {
      if (assessment.verdict === 'out') return null;
      const list = this.lists.candidatesOf(key);
      return list?.placeOf(rankOf(assessment, candidate, target, this.context), isSeen) ?? null;
    };
  }

  private listed(list: RankedList) {
    return { frame: this.now(), list };
  }

  private now(): Frame {
    const { asOf, model, reference } = this.context;
    return { asOf, model: model.version, reference: reference.version };
  }

  private get context(): Context {
    return this.facts.context;
  }
}
