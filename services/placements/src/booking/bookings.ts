import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import type { Proposal } from '@lotsen/contracts';
import { type CommandResult, type Done, noOrganisation, Refused, stockholmDay, unchanged } from '@lotsen/persistence';
import {
  assertNotLater,
  CLOCK,
  type Clock,
  erasedAmong,
  lockCandidates,
  type Origin,
  type PersonalData,
  Persons,
  personalAggregates,
  type Target,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { daysOf, type Kind, type Party } from '../kinds.js';
import { NeedEntity } from '../need/need.store.js';
import { checkLength, type Placement } from '../placement/placement.js';
import { PlacementEntity, PlacementStore } from '../placement/placement.store.js';
import { PlacementRoom } from '../placement/room.js';
import { SupervisorStore } from '../supervisor/supervisor.store.js';
import { refusalOfNeed, refusalOfSupervisor, refusalToBook } from './arranger.js';
import {
  assign,
  type Booking,
  type BookingContent,
  book,
  cancel,
  confirm,
  type Ending,
  end,
  erase,
  type Signature,
  sign,
  start,
} from './booking.js';
import { bookedAlready, nothingToRenew, outsidePeriod, unknownPlacement } from './booking.refusals.js';
import { BookingEntity, BookingStore } from './booking.store.js';

export interface Wanted {
  readonly candidate: string;
  readonly placement: string;
  readonly need: string | null;
  /** A null start or end is the placement's. */
  readonly start: string | null;
  readonly end: string | null;
  readonly hoursPlanned: number | null;
  readonly supervisor: string | null;
  readonly yes: Signature;
}

/**
 * A booking, its placement and its supervisor change in one transaction, under row locks. So concurrent requests cannot
 * both get the last place. A transaction that deadlocks is retried (AggregateStore.transaction).
 */
@Injectable()
export class Bookings {
  constructor(
    readonly store: BookingStore,
    private readonly placements: PlacementStore,
    private readonly supervisors: SupervisorStore,
    private readonly room: PlacementRoom,
    private readonly persons: Persons,
    private readonly reference: Reference,
    private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A signature that the actor notes. A day in the future is refused. */
  noted({ how, day }: Pick<Signature, 'how' | 'day'>, { subject }: Actor): Signature {
    assertNotLater('day', day, stockholmDay(this.clock()));
    return { how, day, notedBy: subject };
  }

  async book(wanted: Wanted, { actor, idempotency }: Origin): Promise<Done<Booking>> {
    if (actor.organisation === null) throw new Refused(noOrganisation);
    const id = randomUUID();
    const placement = await this.placements.find(wanted.placement);
    if (!placement) throw new Refused(unknownPlacement);
    await this.persons.awaitRight([wanted.candidate], (one) => !refusalToBook(one, actor, placement.state.kind));
    return this.store.transactionOf({ id, idempotency }, async (manager) => {
      await this.assertMayBook(manager, wanted.candidate, actor, placement.state.kind);
      const content = await this.contentOf(manager, wanted, actor.organisation, null);
      await this.assertMayName(manager, wanted, placement.state, actor);
      return throwing(await this.seat(manager, id, content));
    });
  }

  /** Books the same placement again, from the day after the end. The days of all these bookings count together. */
  renew(target: Target, until: string, yes: Signature, { idempotency }: Origin): Promise<Done<Booking>> {
    const id = randomUUID();
    return this.store.transactionOf({ id, idempotency }, async (manager) => {
      const before = await this.lock(manager, target);
      if (!before.placement || !before.end || !['started', 'interrupted', 'ended'].includes(before.status)) {
        throw new Refused(nothingToRenew);
      }
      await this.assertMayBook(manager, before.candidate, target.actor, before.kind as Kind);
      const wanted: Wanted = {
        candidate: before.candidate,
        placement: before.placement,
        need: before.need,
        start: dayAfter(before.end),
        end: until,
        hoursPlanned: null,
        supervisor: before.supervisor,
        yes,
      };
      const content = await this.contentOf(manager, wanted, before.arranger, target.id);
      const days = await this.daysSoFar(manager, target.id);
      const tooLong = checkLength(content.kind, days + daysOf(content.start, content.end));
      if (tooLong) throw new Refused(tooLong);
      return throwing(await this.seat(manager, id, content));
    });
  }

  /** Handles an accepted proposal: books a place under the proposal's own id, or answers that no place is left. */
  async bookProposal(manager: EntityManager, id: string, proposal: Proposal, yes: Signature): Promise<void> {
    const placement = proposal.target?.id as string;
    await lockCandidates(manager, [proposal.candidate]);
    const row = await manager.getRepository(PlacementEntity).findOneBy({ id: placement });
    const answered = row && [...row.state.booked, ...row.state.full].includes(id);
    if (!row || answered || (await erasedAmong(manager, [proposal.candidate])).size > 0) return;
    const content: BookingContent = {
      candidate: proposal.candidate,
      placement,
      kind: row.state.kind,
      need: null,
      proposal: id,
      start: row.state.start,
      end: row.state.end,
      hoursPlanned: null,
      supervisor: null,
      renewalOf: null,
      arranger: proposal.officer,
      workplaceOwner: row.state.owner,
      yes,
    };
    const outcome = await this.seat(manager, id, content);
    if (outcome.kind === 'refused') await this.room.answerFull(manager, placement, id);
  }

  /** Cancels the booking of a withdrawn proposal, if it has not started. */
  async cancelProposal(manager: EntityManager, id: string): Promise<void> {
    const row = await manager.getRepository(BookingEntity).findOneBy({ id });
    if (row?.state.status !== 'booked') return;
    await this.store.runAll(manager, [{ id, decide: cancel('person-said-no') }]);
    await this.free(manager, id, row.state);
  }

  /** Names the supervisor, or replaces them. */
  assign(target: Target, supervisor: string): Promise<Done<Booking>> {
    const named = (manager: EntityManager, { state, id }: Done<Booking>) =>
      this.room.assign(manager, supervisor, {
        booking: id,
        placement: state.placement as string,
        start: state.start as string,
        end: state.end as string,
      });
    return this.store.change(target, assign(supervisor), { sides: ['workplace'], also: named });
  }

  async start(target: Target): Promise<Done<Booking>> {
    const { state } = await this.store.get(target.id, target.actor);
    const supervisor = state.supervisor ? await this.supervisors.find(state.supervisor) : null;
    const step = supervisor?.state.status === 'active' ? supervisor.state.step : null;
    return this.store.change(target, start(step));
  }

  /** The workplace notes its own signature; the arranger notes those of the other parties. */
  sign(target: Target, party: Party, signature: Pick<Signature, 'how' | 'day'>): Promise<Done<Booking>> {
    const sides = [party === 'workplace' ? 'workplace' : 'arranger'];
    return this.store.change(target, sign(party, this.noted(signature, target.actor)), { sides });
  }

  /** The supervisor's workplace confirms skills that the placement trains. */
  async confirm(target: Target, skills: readonly string[]): Promise<Done<Booking>> {
    const { state } = await this.store.get(target.id, target.actor);
    const placement = state.placement ? await this.placements.find(state.placement) : null;
    const decide = confirm(skills, placement?.state.trains ?? [], this.reference);
    return this.store.change(target, decide, { sides: ['workplace'] });
  }

  end(target: Target, ending: Ending): Promise<Done<Booking>> {
    return this.store.change(target, end(ending), { also: (manager, { id, state }) => this.free(manager, id, state) });
  }

  cancel(target: Target, because: Parameters<typeof cancel>[0]): Promise<Done<Booking>> {
    return this.store.change(target, cancel(because), {
      also: (manager, { id, state }) => this.free(manager, id, state),
    });
  }

  get personal(): PersonalData {
    const data = personalAggregates('bookings', this.source, BookingEntity, this.store, erase);
    return {
      ...data,
      // Frees the places of the erased person, and removes their proposals' ids from the placements.
      erase: async (manager, candidate) => {
        const rows = await manager.getRepository(BookingEntity).findBy({ candidate });
        for (const { id, state } of rows) await this.free(manager, id, state, state.proposal);
        return data.erase(manager, candidate);
      },
    };
  }

  /** Takes the place and the supervisor's time, and writes the booking. A refused booking leaves nothing written. */
  private async seat(manager: EntityManager, id: string, content: BookingContent): Promise<CommandResult<Booking>> {
    if (await this.isBookedThen(manager, content)) return { kind: 'refused', id, refusal: bookedAlready };
    const refusal = await this.room.take(manager, { booking: id, ...content });
    if (refusal) return { kind: 'refused', id, refusal };
    const [booked] = await this.store.runAll(manager, [{ id, decide: book(content) }]);
    return booked as CommandResult<Booking>;
  }

  /** Whether the person has an overlapping booking of the same placement. Call it under the person's lock. */
  private async isBookedThen(manager: EntityManager, { candidate, placement, start, end }: BookingContent) {
    const rows = await manager.getRepository(BookingEntity).findBy({ candidate, placement });
    return rows.some(
      ({ state }) =>
        ['booked', 'started', 'interrupted'].includes(state.status) &&
        (state.start as string) <= end &&
        start <= (state.end as string),
    );
  }

  private async free(
    manager: EntityManager,
    id: string,
    state: Booking,
    forgotten: string | null = null,
  ): Promise<void> {
    const { placement, supervisor } = state;
    if (placement) await this.room.free(manager, { booking: id, placement, supervisor }, forgotten);
  }

  /** Locks a booking and returns it, if it still has the version that the caller saw. */
  private async lock(manager: EntityManager, { id, ifMatch, actor }: Target): Promise<Booking> {
    return throwing((await this.store.runAll(manager, [{ id, ifMatch, by: actor, decide: () => unchanged }]))[0]).state;
  }

  private async contentOf(
    manager: EntityManager,
    wanted: Wanted,
    arranger: string | null,
    renewalOf: string | null,
  ): Promise<BookingContent> {
    const row = await manager.getRepository(PlacementEntity).findOneBy({ id: wanted.placement });
    if (!row) throw new Refused(unknownPlacement);
    const placement: Placement = row.state;
    const period = { start: wanted.start ?? placement.start, end: wanted.end ?? placement.end };
    const within = renewalOf !== null || (period.start >= placement.start && period.end <= placement.end);
    if (period.end < period.start || !within) throw new Refused(outsidePeriod(placement));
    const { candidate, need, hoursPlanned, supervisor, yes } = wanted;
    return {
      candidate,
      need,
      hoursPlanned,
      supervisor,
      yes,
      ...period,
      placement: wanted.placement,
      kind: placement.kind,
      proposal: null,
      renewalOf,
      arranger,
      workplaceOwner: placement.owner,
    };
  }

  private async assertMayBook(manager: EntityManager, candidate: string, actor: Actor, kind: Kind): Promise<void> {
    const refusal = refusalToBook(await this.persons.locked(manager, candidate), actor, kind);
    if (refusal) throw new Refused(refusal);
  }

  /** Checks the need and the supervisor that the arranger names. */
  private async assertMayName(
    manager: EntityManager,
    wanted: Wanted,
    placement: Placement,
    actor: Actor,
  ): Promise<void> {
    const { need: id, supervisor } = wanted;
    const need = id === null ? undefined : await manager.getRepository(NeedEntity).findOneBy({ id });
    const wrong =
      (need === undefined ? undefined : refusalOfNeed(need?.state, placement, actor)) ??
      (supervisor === null ? undefined : refusalOfSupervisor(supervisor, placement, actor));
    if (wrong) throw new Refused(wrong);
  }

  private async daysSoFar(manager: EntityManager, id: string): Promise<number> {
    const row = await manager.getRepository(BookingEntity).findOneBy({ id });
    if (!row?.state.start || !row.state.end) return 0;
    const before = row.state.renewalOf ? await this.daysSoFar(manager, row.state.renewalOf) : 0;
    return before + daysOf(row.state.start, row.state.end);
  }
}

function throwing<State>(outcome: CommandResult<State> | undefined): Done<State> {
  if (!outcome || outcome.kind === 'refused') throw new Refused(outcome?.refusal ?? unknownPlacement);
  return outcome;
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
