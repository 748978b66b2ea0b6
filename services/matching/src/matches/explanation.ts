import type { Actor } from '@lotsen/access';
import {
  type Assessment,
  assess,
  type Change,
  type Condition,
  type PreparedCandidate,
  type PreparedTarget,
  placeOf,
  type Source,
  whatIf,
} from '@lotsen/matching-engine';
import { Injectable } from '@nestjs/common';
import { EngineHost } from '../engine-host/engine-host.js';
import { Labels } from './labels.js';
import { Matches } from './matches.js';

/** Why: every component's points with their sources, every requirement with what met it, and what would change most. */
@Injectable()
export class Explanations {
  constructor(
    private readonly engine: EngineHost,
    private readonly matches: Matches,
    private readonly labels: Labels,
  ) {}

  explain(candidateId: string, targetId: string, actor: Actor) {
    const candidate = this.matches.candidate(candidateId, actor);
    const pool = this.matches.candidates(actor);
    const target = this.matches.anyTarget(targetId);
    const { context } = this.engine;
    const assessment = assess(candidate, target, context);
    return {
      ...this.matches.frame(),
      candidate: candidateId,
      ...this.matches.aboutTarget(target),
      verdict: assessment.verdict,
      score: assessment.score,
      place: placeOf(candidate, target, pool, context),
      components: assessment.components.map((component) => ({
        ...component,
        reasons: component.reasons.map((reason) => ({
          ...reason,
          label: this.labels.of(component.component, reason.of),
          source: this.tellSource(reason.source, candidateId),
        })),
      })),
      conditions: assessment.conditions.map((condition) => ({
        ...condition,
        label: this.labels.of(condition.kind, condition.of),
        source: condition.source && this.tellSource(condition.source, candidateId),
      })),
      competenceFrom: [...new Set(target.terms.map((term) => term.source))],
      wouldHelp: this.wouldHelp(candidate, target, assessment, pool),
    };
  }

  /** Where a point comes from: the person's own profile, a supervisor's word, or a validation's outcome with what it was. */
  private tellSource({ record, outcome }: Source, candidate: string) {
    if (record === candidate) return { record, from: 'profile' as const, outcome };
    const booking = this.engine.facts.bookings.get(record);
    if (booking) return { record, from: 'placement' as const, outcome, confirmedOn: booking.confirmedOn };
    const validation = this.engine.facts.outcomes.get(record);
    const profile = validation?.profile ? this.engine.facts.validationProfiles.get(validation.profile) : undefined;
    return {
      record,
      from: 'validation' as const,
      outcome,
      result: validation?.result ?? null,
      profile: profile?.name ?? null,
      assessedOn: validation?.assessedOn ?? null,
      validUntil: validation?.validUntil ?? null,
      issuer: validation?.issuer ?? null,
    };
  }

  /** The single changes that would close what is missing, or raise the score most; each with the exact standing after it. */
  private wouldHelp(
    candidate: PreparedCandidate,
    target: PreparedTarget,
    assessment: Assessment,
    pool: readonly PreparedCandidate[],
  ) {
    const missing = assessment.conditions.filter((c) => c.must && c.state === 'unmet').flatMap(closingChange);
    const asked = target.terms
      .filter(({ skill }) => (candidate.skills.get(skill)?.percent ?? 0) < 90)
      .slice(0, 3)
      .map(({ skill }): Change => ({ kind: 'skill', skill, outcome: 'certificate-full' }));
    const changes = [...new Map([...missing, ...asked].map((change) => [JSON.stringify(change), change])).values()];
    return changes
      .map((change) => ({
        change,
        label: this.labels.of(change.kind, changeOf(change)),
        ...whatIf(candidate, target, [change], pool, this.engine.context),
      }))
      .filter(({ before, after }) => after.score > before.score || after.verdict !== before.verdict);
  }
}

function closingChange({ kind, of }: Condition): Change[] {
  if (of === null) return [];
  if (kind === 'licence') return [{ kind, licence: of }];
  if (kind === 'skill') return [{ kind, skill: of, outcome: 'certificate-full' }];
  if (kind === 'driving-licence') return [{ kind, code: of }];
  return [];
}

const changeOf = (change: Change): string | null => {
  if (change.kind === 'skill') return change.skill;
  if (change.kind === 'licence') return change.licence;
  if (change.kind === 'driving-licence') return change.code;
  return change.kind === 'language' ? change.language : null;
};
