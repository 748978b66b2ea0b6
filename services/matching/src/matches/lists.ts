import type { Actor } from '@lotsen/access';
import type { Entry, Framed, MatchingEngine, RankedList, TargetKey } from '@lotsen/matching-engine';
import { type Model, Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { shownCount } from '../counts/shown-count.js';
import { ENGINE, MODEL } from '../engine/engine.js';
import { FactBase } from '../facts/fact-base.js';
import { Assessments } from '../shortage/assessments.js';
import { figuresKey } from '../shortage/figures.js';
import { PublishedFigures } from '../shortage/published-figures.js';
import { labelOf } from './labels.js';
import { noSuchPerson, Seeing } from './seeing.js';
import { noSuchTarget, Targets } from './targets.js';

type Answer = Framed<{ readonly list: RankedList }>;

/**
 * The most that the engine returns for one list. If there were more assessments, only those with the best scores would
 * be ordered by priority; no shipped round has that many.
 */
const allOccupations = 500;

/** The candidates who fit a target, and the targets that fit a person: the engine's lists, with labels added. */
@Injectable()
export class Lists {
  constructor(
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    @Inject(MODEL) private readonly model: Model,
    private readonly facts: FactBase,
    private readonly seeing: Seeing,
    private readonly targets: Targets,
    private readonly assessments: Assessments,
    private readonly published: PublishedFigures,
    private readonly reference: Reference,
  ) {}

  /** The best candidates of a target. */
  async candidatesOf(key: TargetKey, limit: number, actor: Actor) {
    const target = this.targets.open(key);
    return this.candidateListOf(target, await this.engine.candidatesOf(target, this.seeing.seen(actor), limit));
  }

  /** The same list, kept up to date until it is closed. `changed` is called when it is time to ask again. */
  followCandidatesOf(kind: 'vacancy' | 'placement', id: string, limit: number, actor: Actor, changed: () => void) {
    const key = this.targets.open({ kind, id });
    const list = this.engine.follow({ list: 'candidates', of: key, seen: this.seeing.seen(actor) }, changed);
    return {
      kind,
      ask: async () => this.candidateListOf(this.targets.open(key), await list.top(limit)),
      close: () => list.close(),
    };
  }

  /** The best vacancies or placements of a candidate. */
  async targetsOf(id: string, kind: 'vacancy' | 'placement', limit: number, actor: Actor, county?: string) {
    this.seeing.assertSees(id, actor);
    return this.targetListOf(id, kind, await this.engine.targetsOf(id, { kind, county }, limit));
  }

  /** The best vacancies of a candidate, kept up to date until the list is closed. */
  followVacanciesOf(id: string, limit: number, actor: Actor, changed: () => void) {
    this.seeing.assertSees(id, actor);
    const list = this.engine.follow({ list: 'targets', of: id, kind: 'vacancy' }, changed);
    const ask = async () => {
      this.seeing.assertSees(id, actor);
      return this.targetListOf(id, 'vacancy', await list.top(limit));
    };
    return { kind: 'candidate' as const, ask, close: () => list.close() };
  }

  /** The shortage occupations of a candidate: scored as targets, then ordered by priority = score × shortage. */
  async occupationsOf(id: string, limit: number, actor: Actor, county?: string) {
    this.seeing.assertSees(id, actor);
    const home = this.facts.candidates.get(id)?.facts?.home ?? 'unknown';
    const assessed = this.assessments.inCounties(county ?? (home === 'unknown' ? undefined : home.slice(0, 2)));
    const ids = assessed.map(figuresKey);
    const answer = await this.engine.targetsOf(id, { kind: 'occupation', ids }, allOccupations);
    if (!answer) throw noSuchPerson();
    const entries = this.entriesOf(answer.list, (entry) => this.aboutOccupation(entry));
    const listed = byPriority(entries.listed).slice(0, limit);
    const near = byPriority(entries.near).slice(0, limit);
    const beside = await this.besideOccupations(id, [...listed, ...near]);
    return {
      ...answer.frame,
      candidate: id,
      counts: entries.counts,
      unlinked: entries.unlinked,
      listed: listed.map(beside),
      near: near.map(beside),
    };
  }

  /** Adds to each entry its place, the occupation names, what links the person to them, and what is open within reach. */
  private async besideOccupations<T extends { readonly target: string }>(id: string, entries: readonly T[]) {
    const ids = entries.map(({ target }) => target);
    const outlooks = new Map((await this.engine.outlooks(id, ids)).map((one) => [one.target, one]));
    return (entry: T, at: number) => {
      const outlook = outlooks.get(entry.target);
      return {
        ...entry,
        place: at + 1,
        names: (outlook?.names ?? []).map((of) => ({ of, label: labelOf(this.reference, 'occupation', of) })),
        links: (outlook?.links ?? []).map((link) => ({
          ...link,
          label: labelOf(this.reference, kindOf[link.by], link.of),
        })),
        withinReach: { positions: outlook?.positions ?? 0, seats: outlook?.seats ?? 0 },
      };
    };
  }

  private candidateListOf(key: TargetKey, answer: Answer | undefined) {
    if (!answer) throw noSuchTarget(key.kind);
    const about = ({ candidate }: Entry) => ({ candidate });
    return { ...answer.frame, target: this.targets.about(key), ...this.entriesOf(answer.list, about) };
  }

  private targetListOf(id: string, kind: 'vacancy' | 'placement', answer: Answer | undefined) {
    if (!answer) throw noSuchPerson();
    const about = ({ target }: Entry) => this.targets.about({ kind, id: target });
    return { ...answer.frame, candidate: id, ...this.entriesOf(answer.list, about) };
  }

  private aboutOccupation(entry: Entry) {
    const assessment = this.assessments.find(entry.target);
    if (!assessment) throw new Error(`No assessment ${entry.target}: it was listed a moment ago.`);
    const figures = this.published.of(assessment);
    const { label, situation, paradoxCauses, county, basis, round } = assessment;
    return {
      target: entry.target,
      title: label,
      county: this.reference.county(county) ?? county,
      priority: Math.floor((entry.score * this.model.shortageValue[situation]) / 100),
      shortage: { situation, paradoxCauses, basis, round },
      licences: this.licencesInWords(entry.missing.flatMap(({ kind, of }) => (kind === 'licence' && of ? [of] : []))),
      live: { openPositions: figures?.openPositions ?? 0, eligible: shownCount(figures?.shown ?? 0) },
    };
  }

  private licencesInWords(ids: readonly string[]) {
    return ids.flatMap((id) => {
      const rule = this.reference.licence(id);
      return rule ? { licence: id, label: rule.label, law: rule.law, exceptions: rule.exceptions } : [];
    });
  }

  private entriesOf<T extends object>(list: RankedList, about: (entry: Entry) => T) {
    const labelled = (of: Entry['missing']) =>
      of.map((one) => ({ ...one, label: labelOf(this.reference, one.kind, one.of) }));
    const inWords = (entry: Entry, at: number) => ({
      place: at + 1,
      ...about(entry),
      verdict: entry.verdict,
      score: entry.score,
      missing: labelled(entry.missing),
      toClarify: labelled(entry.toClarify),
      closableInDays: entry.closableInDays,
      linked: entry.linked,
      asksForSomething: entry.asksForSomething,
      told: this.licencesInWords(entry.told),
    });
    return {
      counts: list.counts,
      unlinked: list.unlinked,
      listed: list.listed.map(inWords),
      near: list.near.map(inWords),
    };
  }
}

/** What the id of a link names; an education is told by the licence to which it leads. */
const kindOf = {
  experience: 'occupation',
  wish: 'occupation',
  skill: 'skill',
  licence: 'licence',
  education: 'licence',
};

/** The linked first, then the highest priority; entries of equal priority keep their order. */
const byPriority = <T extends { priority: number; linked: boolean }>(entries: readonly T[]) =>
  entries.toSorted((a, b) => Number(b.linked) - Number(a.linked) || b.priority - a.priority);
