import type { Model } from '@lotsen/reference';
import { assess } from '../assess.js';
import { prepareCandidate } from '../candidate.js';
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
import { placeOf, type RankedList, topCandidates, topTargets } from '../ranking.js';
import { prepareTarget } from '../target.js';
import { type Change, costOfDemands, countInField, whatIf, wouldHelp } from '../what-if.js';
import { compareModels } from './compare-models.js';
import { FollowedLists } from './followed-lists.js';
import { PreparedFacts } from './prepared-facts.js';

/** Assesses every pair that a question covers, in the caller's thread. Its answers are right by definition. */
export class ExactEngine implements MatchingEngine {
  private readonly facts: PreparedFacts;
  private readonly followed: FollowedLists;

  /** @param pause lets other work run during a long computation */
  constructor(
    context: Context,
    private readonly pause: () => Promise<void>,
  ) {
    this.facts = new PreparedFacts(context);
    this.followed = new FollowedLists(this.facts);
  }

  apply(change: FactsChange): void {
    this.facts.apply(change);
    this.followed.take(change);
  }

  atDay(day: Day): void {
    this.facts.atDay(day);
    this.followed.forget();
  }

  async frame(): Promise<Frame> {
    return this.now();
  }

  async held() {
    return { frame: this.now(), candidates: this.facts.candidateCount, targets: this.facts.keys() };
  }

  async candidatesOf(key: TargetKey, seen: Seen, k: number) {
    const target = this.facts.target(key);
    return target && this.listed(topCandidates(target, this.facts.seen(seen), this.context, k));
  }

  async targetsOf(id: string, asked: TargetsAsked, k: number) {
    const candidate = this.facts.candidate(id);
    return candidate && this.listed(topTargets(candidate, this.facts.asked(asked), this.context, k));
  }

  async explain(id: string, key: TargetKey, seen: Seen, obtainable: readonly string[]) {
    const pair = this.pair(id, key);
    if (!pair) return undefined;
    const { candidate, target } = pair;
    const pool = this.facts.seen(seen);
    const assessment = assess(candidate, target, this.context);
    return {
      frame: this.now(),
      assessment,
      place: placeOf(candidate, target, pool, this.context),
      competenceFrom: [...new Set(target.terms.map((term) => term.source))],
      wouldHelp: wouldHelp(candidate, target, assessment, pool, new Set(obtainable), this.context),
    };
  }

  async whatIf(id: string, key: TargetKey, changes: readonly Change[], seen: Seen) {
    const pair = this.pair(id, key);
    if (!pair) return undefined;
    const standings = whatIf(pair.candidate, pair.target, changes, this.facts.seen(seen), this.context);
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
    if (!target) return undefined;
    const everybody = this.facts.seen('all');
    const { counts } = topCandidates(target, everybody, this.context, 1);
    const demands = costOfDemands(target, everybody, this.context).map(({ requirement, eligibleAsWish }) => ({
      requirement: target.facts.requirements[requirement] as Requirement,
      eligibleAsWish,
    }));
    return { counts, demands };
  }

  async countInField(targets: readonly TargetFacts[], asOf: Day) {
    const context = { ...this.context, asOf };
    const everybody = this.facts.seen('all').map(({ facts }) => prepareCandidate(facts, context));
    const counts: number[] = [];
    for (const target of targets) {
      counts.push(countInField(prepareTarget(target, context), everybody, context));
      await this.pause();
    }
    return counts;
  }

  async compareModels(from: Model, most: number) {
    const ids = this.facts.keys().flatMap(({ kind, id }) => (kind === 'vacancy' ? id : []));
    const targets = this.facts.asked({ kind: 'vacancy', ids: ids.sort().slice(0, most) }).map(({ stated }) => stated);
    const people = this.facts.seen('all').map(({ stated }) => stated);
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
    const followed = this.followed.follow(question, changed);
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
