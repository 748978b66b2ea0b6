import { type Actor, CurrentActor } from '@lotsen/access';
import { ProposalDetails, ProposalPage, Recomputed } from '@lotsen/api';
import type { Proposal as ProposalEvent } from '@lotsen/contracts';
import { type Refusal, Refused } from '@lotsen/persistence';
import {
  assertNotErased,
  assertNotLater,
  Changes,
  CLOCK,
  type Clock,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  Does,
  IdParam,
  itsPerson,
  type Origin,
  PageQuery,
  Reads,
  ShowsPersons,
  stockholmDay,
  type Target,
  theirPersons,
} from '@lotsen/platform';
import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EngineHost } from '../engine-host/engine-host.js';
import { Labels } from '../matches/labels.js';
import { Matches } from '../matches/matches.js';
import { assessAgain, type KnownMatch, knowMatch } from './known-match.js';
import { ConsentDto, DeclineDto, DraftDto, EndDto, SendDto, type TargetDto, WithdrawDto } from './proposal.dto.js';
import { accept, consent, decline, draft, end, type Proposal, send, withdraw } from './proposal.js';
import { ProposalStore, proposalEventOf } from './proposal.store.js';

const officers = { officer: 'own', coordinator: 'own' } as const;
const both = { ...officers, employer: 'own' } as const;

@ApiTags('proposals')
@Controller('v1/matching/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalStore,
    private readonly matches: Matches,
    private readonly engine: EngineHost,
    private readonly labels: Labels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Drafts a proposal, and keeps what is known now: facts, model, score and reasons. */
  @Post()
  @Creates({ officer: 'shared', coordinator: 'shared' })
  draft(@Body() { candidate: id, target }: DraftDto, @CurrentOrigin() origin: Origin) {
    const { actor } = origin;
    const candidate = this.matches.candidate(id, actor);
    if (target.kind === 'vacancy' && !actor.roles.includes('officer')) throw new Refused(placementsOnly);
    const prepared = this.matches.target(target.kind, target.id);
    const { context } = this.engine;
    const known = knowMatch(candidate.facts, prepared.facts, context);
    if (known.assessment.verdict === 'out') throw new Refused(noMatch);
    const decide = draft({
      candidate: id,
      target: { kind: target.kind, id: target.id },
      officer: actor.organisation,
      employer: this.ownerOf(target),
      known: JSON.stringify(known),
      by: actor.subject,
    });
    return this.proposals.create(origin, decide, { also: (manager) => assertNotErased(manager, id) });
  }

  /** Notes the person's yes to this proposal: before it, no employer sees anything. */
  @Post(':id/consent')
  @Changes(officers)
  async consent(@CurrentTarget() target: Target, @Body() { how, day }: ConsentDto) {
    await this.assertMatched(target, { seen: true });
    assertNotLater('day', day, stockholmDay(this.clock()));
    const yes = { how, day, notedBy: target.actor.subject };
    return this.proposals.change(target, consent(yes), { sides: ['officer'] });
  }

  /** Puts it before the employer, with what is released of who the person is, on what ground, and until when. */
  @Post(':id/send')
  @Changes(officers)
  async send(@CurrentTarget() target: Target, @Body() { fields, basis, until }: SendDto) {
    await this.assertMatched(target, { seen: true });
    const release = { fields: [...new Set(fields)], basis, until };
    const decide = send(release, stockholmDay(this.clock()), target.actor.subject);
    return this.proposals.change(target, decide, { sides: ['officer'] });
  }

  /** Accepting reserves nothing: the vacancy or placement books, or answers that it is full. */
  @Post(':id/accept')
  @Changes({ employer: 'own' })
  async accept(@CurrentTarget() target: Target) {
    await this.assertMatched(target);
    return this.proposals.change(target, accept(target.actor.subject), { sides: ['employer'] });
  }

  @Post(':id/decline')
  @Changes({ employer: 'own' })
  decline(@CurrentTarget() target: Target, @Body() { reasons }: DeclineDto) {
    const decide = decline([...new Set(reasons)], target.actor.subject);
    return this.proposals.change(target, decide, { sides: ['employer'] });
  }

  /** Takes it back, because the person said no, for instance; a no is never reported on. */
  @Post(':id/withdraw')
  @Changes(officers)
  withdraw(@CurrentTarget() target: Target, @Body() { because }: WithdrawDto) {
    return this.proposals.change(target, withdraw(because, target.actor.subject), { sides: ['officer'] });
  }

  /** Says what came of it in the end; the release ends with it. */
  @Post(':id/end')
  @Changes(both)
  end(@CurrentTarget() target: Target, @Body() { how }: EndDto) {
    return this.proposals.change(target, end(how));
  }

  /** The proposals that one's organisation made, or got. */
  @Get()
  @Reads(both, ProposalPage)
  @ShowsPersons('proposal', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.proposals.list(query, actor, (state, head) => this.told(proposalEventOf(state, head), actor));
  }

  @Get(':id')
  @Reads(both, ProposalDetails)
  @ShowsPersons('proposal', itsPerson)
  async get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    const row = await this.proposals.get(id, actor);
    const event = this.told(proposalEventOf(row.state, row), actor);
    const sees = actor.standsOn('officer') || ['sent', 'accepted', 'booked'].includes(row.state.status);
    const { yes } = row.state;
    const noted = yes && (actor.standsOn('officer') ? yes : { ...yes, notedBy: '' });
    return { ...event, yes: noted, why: sees ? this.why(row.state) : null };
  }

  /** Computes the assessment again from what was known then, and says whether it comes out the same, byte for byte. */
  @Post(':id/recompute')
  @Does({ officer: 'own', coordinator: 'own', administrator: 'any' }, Recomputed)
  @ShowsPersons<{ kept: { candidate: string } }>('oversight', ({ kept }) => [kept.candidate])
  async recompute(@IdParam() id: string, @CurrentActor() actor: Actor) {
    const { state } = await this.proposals.get(id, actor);
    const known = knownOf(state);
    if (!known) throw new Refused(nothingKnown);
    const again = assessAgain(known);
    return { same: JSON.stringify(known.assessment) === JSON.stringify(again), kept: known.assessment, again };
  }

  /** An employer is not told of a no, nor of any other reason for which a proposal was taken back. */
  private told(event: ProposalEvent, actor: Actor): ProposalEvent {
    return actor.standsOn('officer') ? event : { ...event, withdrawn: null };
  }

  /** A person who is matched no longer (closed, protected, erased), or shared no longer, is proposed no further. */
  private async assertMatched({ id, actor }: Target, { seen = false } = {}): Promise<void> {
    const { state } = await this.proposals.get(id, actor);
    const isSeen = !seen || this.matches.maySee(state.candidate, { ...actor, scope: 'shared' });
    if (!isSeen || !this.engine.candidate(state.candidate)) throw new Refused(noLongerMatched);
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
        label: this.labels.of(kind, of),
        state: met,
        must,
      })),
      components: assessment.components.map(({ component, weight, points }) => ({ component, weight, points })),
    };
  }

  private ownerOf({ kind, id }: TargetDto): string | null {
    const { vacancies, placements } = this.engine.facts;
    return (kind === 'vacancy' ? vacancies.get(id)?.owner : placements.get(id)?.owner) ?? null;
  }
}

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
  hint: { sv: 'Återta förslaget.', en: 'Take the proposal back.' },
};
const nothingKnown: Refusal = {
  code: 'nothing-known',
  status: 409,
  detail: { sv: 'Förslaget är raderat.', en: 'The proposal was erased.' },
};
