import type { Actor } from '@lotsen/access';
import type { Change, MatchingEngine, Reason, Source } from '@lotsen/matching-engine';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { ENGINE } from '../engine/engine.js';
import { FactBase } from '../facts/fact-base.js';
import { labelOf } from './labels.js';
import { noSuchPerson, Seeing } from './seeing.js';
import { Targets } from './targets.js';

/** Explains a match: each component's points and sources, each condition and what met it, and what would help. */
@Injectable()
export class Explanations {
  constructor(
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    private readonly facts: FactBase,
    private readonly seeing: Seeing,
    private readonly targets: Targets,
    private readonly reference: Reference,
  ) {}

  async explain(candidate: string, targetId: string, actor: Actor) {
    this.seeing.assertSees(candidate, actor);
    // Coordinators handle placements only.
    const target = actor.roles.includes('officer')
      ? this.targets.withId(targetId)
      : this.targets.open({ kind: 'placement', id: targetId });
    const answer = await this.engine.explain(candidate, target, this.seeing.seen(actor), this.obtainableSkills());
    if (!answer) throw noSuchPerson();
    const { frame, assessment, place, competenceFrom, wouldHelp } = answer;
    return {
      ...frame,
      candidate,
      ...this.targets.about(target),
      verdict: assessment.verdict,
      score: assessment.score,
      place,
      components: assessment.components.map((component) => ({
        ...component,
        reasons: component.reasons.map((reason) => ({
          ...reason,
          label: labelOf(this.reference, component.component, reason.of),
          detail: this.detailOf(reason.detail),
          source: this.sourceOf(reason.source),
        })),
      })),
      conditions: assessment.conditions.map((condition) => ({
        ...condition,
        label: labelOf(this.reference, condition.kind, condition.of),
        source: condition.source && this.sourceOf(condition.source),
      })),
      competenceFrom,
      wouldHelp: wouldHelp.flatMap(({ changes, before, after }) =>
        changes.map((change) => ({
          change,
          label: labelOf(this.reference, change.kind, changeOf(change)),
          before,
          after,
        })),
      ),
    };
  }

  /** The labels of what a kinship of occupations rests on, beside their ids. */
  private detailOf(detail: Reason['detail']) {
    const { kin, through } = detail;
    if (!Array.isArray(through)) return detail;
    const kind = kin === 'skills' ? 'skill' : 'occupation';
    return { ...detail, throughLabels: through.map((id: string) => labelOf(this.reference, kind, id) ?? id) };
  }

  /** The skills that a published validation profile assesses, or a posted placement trains. */
  private obtainableSkills(): readonly string[] {
    const profiles = [...this.facts.validationProfiles.values()].filter(({ status }) => status === 'published');
    const placements = [...this.facts.placements.values()].filter(({ status }) => status === 'posted');
    return [
      ...profiles.flatMap(({ units }) => units.flatMap(({ skills }) => skills)),
      ...placements.flatMap(({ trains }) => trains),
    ];
  }

  /** The exact verdict, score and place now, and if the changes came true. */
  async whatIf(candidate: string, targetId: string, changes: readonly Change[], actor: Actor) {
    this.seeing.assertSees(candidate, actor);
    const target = this.targets.withId(targetId);
    const answer = await this.engine.whatIf(candidate, target, changes, this.seeing.seen(actor));
    if (!answer) throw noSuchPerson();
    const { frame, before, after } = answer;
    return { ...frame, candidate, target: targetId, before, after };
  }

  /**
   * The record that points come from: the person's own profile, a supervisor's confirmation, or the outcome of a
   * validation with its details.
   */
  private sourceOf({ record, outcome, from }: Source) {
    if (from === 'placement') {
      return { record, from, outcome, confirmedOn: this.facts.bookings.get(record)?.confirmedOn ?? null };
    }
    if (from !== 'validation') return { record, from: 'profile' as const, outcome };
    const validation = this.facts.outcomes.get(record);
    const profile = validation?.profile ? this.facts.validationProfiles.get(validation.profile) : undefined;
    return {
      record,
      from,
      outcome,
      result: validation?.result ?? null,
      profile: profile?.name ?? null,
      assessedOn: validation?.assessedOn ?? null,
      validUntil: validation?.validUntil ?? null,
      issuer: validation?.issuer ?? null,
    };
  }
}

const changeOf = (change: Change): string | null => {
  if (change.kind === 'skill') return change.skill;
  if (change.kind === 'licence') return change.licence;
  if (change.kind === 'driving-licence') return change.code;
  return change.kind === 'language' ? change.language : null;
};
