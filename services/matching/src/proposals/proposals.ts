import type { Actor } from '@lotsen/access';
import type { Proposal as ProposalEvent } from '@lotsen/contracts';
import type { KnownMatch, MatchingEngine, TargetKey } from '@lotsen/matching-engine';
import { type Done, type Refusal, Refused, stockholmDay } from '@lotsen/persistence';
import { assertNotErased, assertNotLater, CLOCK, type Clock, type Origin, type Target } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { ENGINE } from '../engine/engine.js';
import { FactBase } from '../facts/fact-base.js';
import { labelOf } from '../matches/labels.js';
import { noSuchPerson, Seeing } from '../matches/seeing.js';
import { Targets } from '../matches/targets.js';
import { accept, consent, draft, type Proposal, send, type Yes } from './proposal.js';
import { ProposalStore, proposalEventOf } from './proposal.store.js';

/**
 * The commands and questions that need more than the proposal's own state: the engine's match, or whether the proposing
 * organisation may still see the person.
 */
@Injectable()
export class Proposals {
  constructor(
    private readonly store: ProposalStore,
    private readonly facts: FactBase,
    private readonly seeing: Seeing,
    private readonly targets: Targets,
    private readonly reference: Reference,
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Drafts a proposal, and stores with it what is known now: facts, model, score and reasons. */
  async draft(
    candidate: string,
    target: TargetKey & { kind: 'vacancy' | 'placement' },
    origin: Origin,
  ): Promise<Done<Proposal>> {
    const { actor } = origin;
    this.seeing.assertSees(candidate, actor);
    if (target.kind === 'vacancy' && !actor.roles.includes('officer')) throw new Refused(placementsOnly);
    this.targets.open(target);
    const known = await this.engine.know(candidate, target);
    if (!known) throw noSuchPerson();
    if (known.assessment.verdict === 'out') throw new Refused(noMatch);
    const decide = draft({
      candidate,
      target: { kind: target.kind, id: target.id },
      officer: actor.organisation,
      employer: this.targets.ownerOf(target),
      known: JSON.stringify(known),
      by: actor.subject,
    });
    return this.store.create(origin, decide, { also: (manager) => assertNotErased(manager, candidate) });
  }

  async consent(target: Target, { how, day }: Pick<Yes, 'how' | 'day'>): Promise<Done<Proposal>> {
    await this.assertMatched(target);
    assertNotLater('day', day, stockholmDay(this.clock()));
    return this.store.change(target, consent({ how, day, notedBy: target.actor.subject }), { sides: ['officer'] });
  }

  async send(target: Target, { fields, ...release }: NonNullable<Proposal['release']>): Promise<Done<Proposal>> {
    await this.assertMatched(target);
    const decide = send({ fields: [...new Set(fields)], ...release }, target.actor.subject);
    return this.store.change(target, decide, { sides: ['officer'] });
  }

  async accept(target: Target): Promise<Done<Proposal>> {
    await this.assertMatched(target);
    return this.store.change(target, accept(target.actor.subject), { sides: ['employer'] });
  }

  /**
   * A proposal with the explanation of its match. The employer gets the explanation only while the proposal is sent,
   * accepted or booked, and never who noted the person's yes.
   */
  async show(id: string, actor: Actor) {
    const row = await this.store.get(id, actor);
    const sees = actor.standsOn('officer') || ['sent', 'accepted', 'booked'].includes(row.state.status);
    const { yes } = row.state;
    const noted = yes && (actor.standsOn('officer') ? yes : { ...yes, notedBy: '' });
    return { ...redactFor(proposalEventOf(row.state, row), actor), yes: noted, why: sees ? this.why(row.state) : null };
  }

  /** Assesses again from what was known then, and says whether the result is the same, byte for byte. */
  async recompute(id: string, actor: Actor) {
    const { state } = await this.store.get(id, actor);
    const known = knownOf(state);
    if (!known) throw new Refused(nothingKnown);
    const again = await this.engine.assessAgain(known);
    return { same: JSON.stringify(known.assessment) === JSON.stringify(again), kept: known.assessment, again };
  }

  /**
   * @throws Refused where the person is no longer matched (paused, closed, protected or erased), or the proposing
   * organisation may no longer see them
   */
  private async assertMatched({ id, actor }: Target): Promise<void> {
    const { candidate, officer } = (await this.store.get(id, actor)).state;
    const isSeen = officer !== null && this.seeing.isSeenBy(officer, candidate);
    if (!isSeen || !this.facts.isMatched(candidate)) throw new Refused(noLongerMatched);
  }

  private why(state: Proposal) {
    const known = knownOf(state);
    if (!known) return null;
    const { asOf, model, reference, assessment } = known;
    return {
      asOf,
      model: model.version,
      reference,
      verdict: assessment.verdict,
      score: assessment.score,
      conditions: assessment.conditions.map(({ kind, of, state: met, must }) => ({
        kind,
        label: labelOf(this.reference, kind, of),
        state: met,
        must,
      })),
      components: assessment.components.map(({ component, weight, points }) => ({ component, weight, points })),
    };
  }
}

/** An employer does not see that the person said no, nor any other reason for which a proposal was withdrawn. */
export const redactFor = (event: ProposalEvent, actor: Actor): ProposalEvent =>
  actor.standsOn('officer') ? event : { ...event, withdrawn: null };

const knownOf = ({ known }: Proposal) => (known === null ? null : (JSON.parse(known) as KnownMatch));

const noMatch: Refusal = {
  code: 'no-match',
  status: 409,
  detail: {
    sv: 'Personen kan inte ta den: något som inte går att ändra står i vägen.',
    en: 'The person cannot take it.',
  },
  hint: { sv: 'Se varför i förklaringen.', en: 'See why in the explanation.' },
};
const placementsOnly: Refusal = {
  code: 'role-not-allowed',
  status: 403,
  detail: {
    sv: 'Praktiksamordnare föreslår till praktikplatser.',
    en: 'Placement coordinators propose for placements.',
  },
  hint: { sv: 'Be en handläggare.', en: 'Ask an officer.' },
};
const noLongerMatched: Refusal = {
  code: 'no-active-candidate',
  status: 409,
  detail: { sv: 'Personen matchas inte längre.', en: 'The person is matched no longer.' },
  hint: { sv: 'Den som föreslog kan återta förslaget.', en: 'Whoever proposed can take the proposal back.' },
};
const nothingKnown: Refusal = {
  code: 'nothing-known',
  status: 409,
  detail: { sv: 'Förslaget är raderat.', en: 'The proposal was erased.' },
};
