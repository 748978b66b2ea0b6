import type { Actor } from '@lotsen/access';
import type { Placement, Vacancy } from '@lotsen/contracts';
import {
  type Entry,
  type PreparedCandidate,
  type PreparedTarget,
  type RankedList,
  topCandidates,
  topTargets,
} from '@lotsen/matching-engine';
import { covers, Refused } from '@lotsen/persistence';
import { Organisations } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Injectable } from '@nestjs/common';
import { shownCount } from '../counts/shown-count.js';
import { EngineHost } from '../engine-host/engine-host.js';
import { Assessments } from '../shortage/assessments.js';
import { FollowedLists } from './followed-lists.js';
import { Labels } from './labels.js';

export type TargetKind = 'vacancy' | 'placement' | 'occupation';

/** Asks the engine; keeps no state. */
@Injectable()
export class Matches {
  constructor(
    private readonly engine: EngineHost,
    private readonly assessments: Assessments,
    private readonly reference: Reference,
    private readonly labels: Labels,
    private readonly followed: FollowedLists,
    private readonly organisations: Organisations,
  ) {}

  /** An active person whom the actor may see. */
  candidate(id: string, actor: Actor): PreparedCandidate {
    const candidate = this.engine.candidate(id);
    // Whoever may not see somebody does not hear whether they are here, either.
    if (candidate && this.maySee(id, actor)) return candidate;
    throw new Refused({
      code: 'no-active-candidate',
      status: 404,
      detail: { sv: 'Ingen aktiv person har det id:t.', en: 'No active person has that id.' },
      hint: {
        sv: 'Pausade och raderade personer matchas inte; en nyss registrerad syns inom en sekund.',
        en: 'Paused and erased persons are not matched; one just registered shows within a second.',
      },
    });
  }

  /** The active persons whom the actor may see: their own organisation's, and those that are shared with it. */
  candidates(actor: Actor): readonly PreparedCandidate[] {
    const all = this.engine.activeCandidates();
    return actor.scope === 'any' ? all : all.filter(({ facts }) => this.maySee(facts.id, actor));
  }

  /** Whether the actor may hear that something has come here: of a person, or recorded of one, whom they may see; or of a target. */
  mayKnowOf(id: string, actor: Actor): boolean {
    const { profiles, outcomes, bookings } = this.engine.facts;
    const person = profiles.has(id) ? id : (outcomes.get(id) ?? bookings.get(id))?.candidate;
    return person === undefined || this.maySee(person, { ...actor, scope: 'shared' });
  }

  maySee(id: string, actor: Actor): boolean {
    const profile = this.engine.facts.profiles.get(id);
    return profile !== undefined && covers(actor, [profile]);
  }

  /** Whether an organisation answers for a person, or they are shared with it, whoever asks. */
  isSeenBy(organisation: string, id: string): boolean {
    const profile = this.engine.facts.profiles.get(id);
    const shares = this.organisations.sharesOf(organisation);
    return profile !== undefined && covers({ organisation, scope: 'shared', shares, peers: [] }, [profile]);
  }

  target(kind: TargetKind, id: string): PreparedTarget {
    const target = this.engine[kind](id);
    if (target) return target;
    const words = {
      vacancy: { sv: 'Ingen publicerad annons', en: 'No published vacancy' },
      placement: { sv: 'Ingen utlagd plats', en: 'No posted placement' },
      occupation: { sv: 'Inget bedömt yrke', en: 'No assessed occupation' },
    }[kind];
    throw new Refused({
      code: `no-open-${kind}`,
      status: 404,
      detail: { sv: `${words.sv} har det id:t.`, en: `${words.en} has that id.` },
    });
  }

  /** Whichever kind of target has the id. */
  anyTarget(id: string): PreparedTarget {
    const target = this.engine.vacancy(id) ?? this.engine.placement(id) ?? this.engine.occupation(id);
    return target ?? this.target('vacancy', id);
  }

  /** The best candidates of a target. */
  candidatesOf(kind: TargetKind, id: string, limit: number, actor: Actor) {
    const target = this.target(kind, id);
    return this.tellCandidates(target, topCandidates(target, this.candidates(actor), this.engine.context, limit));
  }

  /** The same, kept right while somebody looks at it; `changed` says when to ask again. */
  followCandidatesOf(kind: 'vacancy' | 'placement', id: string, limit: number, actor: Actor, changed: () => void) {
    const target = () => this.target(kind, id);
    const list = this.followed.candidatesOf(target, (candidate) => this.maySee(candidate, actor), changed);
    return { kind, ask: () => this.tellCandidates(target(), list.top(limit)), close: () => list.close() };
  }

  private tellCandidates(target: PreparedTarget, list: RankedList) {
    return {
      ...this.frame(),
      target: this.aboutTarget(target),
      ...this.told(list, (entry) => ({ candidate: entry.candidate })),
    };
  }

  /** The best vacancies or placements of a candidate. */
  targetsOf(id: string, kind: 'vacancy' | 'placement', limit: number, actor: Actor, county?: string) {
    const candidate = this.candidate(id, actor);
    const all = kind === 'vacancy' ? this.engine.vacancies() : this.engine.placements();
    const targets = county ? all.filter(({ facts }) => facts.places.some((place) => place.startsWith(county))) : all;
    return this.tellTargets(id, kind, topTargets(candidate, targets, this.engine.context, limit));
  }

  /** The person's vacancies, kept right while somebody looks at them. */
  followVacanciesOf(id: string, limit: number, actor: Actor, changed: () => void) {
    const candidate = () => this.candidate(id, actor);
    const list = this.followed.vacanciesOf(candidate, changed);
    const ask = () => {
      candidate();
      return this.tellTargets(id, 'vacancy', list.top(limit));
    };
    return { kind: 'candidate' as const, ask, close: () => list.close() };
  }

  private tellTargets(id: string, kind: 'vacancy' | 'placement', list: RankedList) {
    return {
      ...this.frame(),
      candidate: id,
      ...this.told(list, (entry) => this.aboutTarget(this.target(kind, entry.target))),
    };
  }

  /** The shortage occupations of a candidate: scored as targets, then ordered by priority = score × shortage. */
  occupationsOf(id: string, limit: number, actor: Actor, county?: string) {
    const candidate = this.candidate(id, actor);
    const { home } = candidate.facts;
    const where = county ?? (home === 'unknown' ? undefined : home.slice(0, 2));
    const targets = this.assessments
      .inCounties(where)
      .map((a) => this.target('occupation', `${a.occupation}:${a.county}`));
    const list = topTargets(candidate, targets, this.engine.context, 500);
    const told = this.told(list, (entry) => this.aboutOccupation(entry));
    const byPriority = <T extends { priority: number }>(entries: readonly T[]) =>
      entries.map((entry, at) => ({ entry, at })).sort((a, b) => b.entry.priority - a.entry.priority || a.at - b.at);
    const ordered = <T extends { priority: number }>(entries: readonly T[]) =>
      byPriority(entries)
        .slice(0, limit)
        .map(({ entry }, at) => ({ ...entry, place: at + 1 }));
    return {
      ...this.frame(),
      candidate: id,
      counts: told.counts,
      listed: ordered(told.listed),
      near: ordered(told.near),
    };
  }

  /** What every answer rests on: two answers with the same frame and facts are the same bytes. */
  frame() {
    const { asOf, model, reference } = this.engine.context;
    return { asOf, model: model.version, reference: reference.version };
  }

  aboutTarget({ facts }: PreparedTarget) {
    const { id, kind } = facts;
    const vacancy = this.engine.facts.vacancies.get(id);
    const placement = this.engine.facts.placements.get(id);
    const known = vacancy ?? placement;
    return {
      target: id,
      kind,
      title: known?.title ?? this.assessments.find(id)?.label ?? id,
      employer: known?.employer.name ?? null,
      occupation: this.labels.of('occupation', facts.occupations[0] ?? null),
      municipality: kind === 'occupation' ? null : this.labels.of('reach', facts.places[0] ?? null),
      notices: [...(vacancy ? noticesOfVacancy(vacancy) : []), ...(placement ? noticesOfPlacement(placement) : [])],
    };
  }

  private aboutOccupation(entry: Entry) {
    const assessment = this.assessments.find(entry.target);
    if (!assessment) throw new Error(`No assessment ${entry.target}: it was listed a moment ago.`);
    const figures = this.engine.figuresOf(assessment);
    const value = this.engine.context.model.shortageValue[assessment.situation];
    const { label, situation, paradoxCauses, county, basis, round } = assessment;
    return {
      target: entry.target,
      title: label,
      county: this.reference.county(county) ?? county,
      priority: Math.floor((entry.score * value) / 100),
      shortage: { situation, paradoxCauses, basis, round },
      live: { openPositions: figures?.openPositions ?? 0, eligible: shownCount(figures?.shown ?? 0) },
    };
  }

  private told<T extends object>(list: RankedList, about: (entry: Entry) => T) {
    const labelled = (of: Entry['missing']) => of.map((one) => ({ ...one, label: this.labels.of(one.kind, one.of) }));
    const tell = (entry: Entry, at: number) => ({
      place: at + 1,
      ...about(entry),
      verdict: entry.verdict,
      score: entry.score,
      missing: labelled(entry.missing),
      toClarify: labelled(entry.toClarify),
      closableInDays: entry.closableInDays,
    });
    return { counts: list.counts, listed: list.listed.map(tell), near: list.near.map(tell) };
  }
}

/** Told beside a match, and nothing more: they gate nothing, and give no point. */
function noticesOfVacancy({ notices, marks, supportMayBeTried }: Vacancy): string[] {
  return [...notices, ...marks, ...(supportMayBeTried ? ['support-may-be-tried'] : [])];
}

function noticesOfPlacement({ languageSupport, languageDeveloping }: Placement): string[] {
  return [...(languageSupport ? ['language-support'] : []), ...(languageDeveloping ? ['language-developing'] : [])];
}
