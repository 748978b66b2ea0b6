import { type Refusal, Refused } from '@lotsen/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { type Charge, letGo, takeOn, unknownSupervisor } from '../supervisor/supervisor.js';
import { SupervisorEntity, SupervisorStore } from '../supervisor/supervisor.store.js';
import { answerFull, freeSeat, refreshRoom, type SupervisorsHere, seatUnder, takeSeat } from './placement.js';
import { PlacementEntity, PlacementStore } from './placement.store.js';

/** What a booking takes: a place, and the supervisor's time if one is named. */
export interface SeatWanted extends Charge {
  readonly supervisor: string | null;
  readonly proposal: string | null;
  /** The booking that this one renews. */
  readonly renewalOf: string | null;
}

/**
 * Changes the places of placements and the charges of their supervisors together, in the caller's transaction. A
 * booking locks the supervisors first, in the order of their ids, then the placement. So concurrent requests cannot
 * both get the last place.
 */
@Injectable()
export class PlacementRoom {
  constructor(
    private readonly placements: PlacementStore,
    private readonly supervisors: SupervisorStore,
  ) {}

  /** Reads the supervisors with `manager`: in the caller's transaction, if the caller has one. */
  async supervisorsHere(manager: EntityManager, ids: readonly string[]): Promise<SupervisorsHere> {
    if (ids.length === 0) return new Map();
    const rows = await manager.getRepository(SupervisorEntity).findBy({ id: In([...ids]) });
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  /**
   * @returns why the place cannot be taken; then nothing was written
   * @throws Refused if there is a place but the supervisor takes no more; the caller must roll back the transaction
   */
  async take(manager: EntityManager, wanted: SeatWanted): Promise<Refusal | undefined> {
    const { booking, placement, supervisor, proposal, renewalOf } = wanted;
    const supervisors = await this.lockSupervisors(manager, placement, supervisor ? [supervisor] : []);
    if (supervisor && !supervisors.has(supervisor)) return unknownSupervisor;
    const decide = takeSeat({ booking, supervisor }, supervisors, proposal, renewalOf);
    const [seated] = await this.placements.runAll(manager, [{ id: placement, decide }]);
    if (seated?.kind === 'refused') return seated.refusal;
    if (supervisor) {
      await this.takeOn(manager, supervisor, wanted);
      const fresh = await this.supervisorsHere(manager, [...supervisors.keys()]);
      await this.placements.runAll(manager, [{ id: placement, decide: refreshRoom(fresh) }]);
      await this.refresh(manager, [supervisor], placement);
    }
    return undefined;
  }

  /** Names the supervisor of a seat, or replaces them. */
  async assign(manager: EntityManager, supervisor: string, charge: Charge): Promise<void> {
    const { booking, placement } = charge;
    const before = await this.supervisorOf(manager, charge);
    const supervisors = await this.lockSupervisors(manager, placement, [supervisor, ...(before ? [before] : [])]);
    if (!supervisors.has(supervisor)) throw new Refused(unknownSupervisor);
    if (before && before !== supervisor) {
      await this.supervisors.runAll(manager, [{ id: before, decide: letGo(booking) }]);
    }
    await this.takeOn(manager, supervisor, charge);
    const fresh = await this.supervisorsHere(manager, [...supervisors.keys()]);
    await this.placements.runAll(manager, [{ id: placement, decide: seatUnder({ booking, supervisor }, fresh) }]);
    await this.refresh(manager, [...supervisors.keys()], placement);
  }

  /** @param forgotten the proposal of an erased person, whose id is removed too */
  async free(
    manager: EntityManager,
    { booking, placement, supervisor }: Pick<SeatWanted, 'booking' | 'placement' | 'supervisor'>,
    forgotten: string | null = null,
  ): Promise<void> {
    const supervisors = await this.lockSupervisors(manager, placement, supervisor ? [supervisor] : []);
    if (supervisor) await this.supervisors.runAll(manager, [{ id: supervisor, decide: letGo(booking) }]);
    const fresh = await this.supervisorsHere(manager, [...supervisors.keys()]);
    await this.placements.runAll(manager, [{ id: placement, decide: freeSeat(booking, fresh, forgotten) }]);
    if (supervisor) await this.refresh(manager, [supervisor], placement);
  }

  /** Answers an accepted proposal that no place is left. */
  async answerFull(manager: EntityManager, placement: string, proposal: string): Promise<void> {
    await this.placements.runAll(manager, [{ id: placement, decide: answerFull(proposal) }]);
  }

  /** Removes the id of an erased person's proposal from all placements. */
  async forgetProposal(manager: EntityManager, id: string): Promise<void> {
    const rows = await manager.query<{ id: string; supervisors: string[] }[]>(
      `SELECT id, state->'supervisors' AS supervisors FROM placement
       WHERE state->'booked' ? $1 OR state->'full' ? $1 ORDER BY id`,
      [id],
    );
    for (const row of rows) {
      const here = await this.supervisorsHere(manager, row.supervisors);
      await this.placements.runAll(manager, [{ id: row.id, decide: freeSeat(id, here, id) }]);
    }
  }

  /** Computes again the places left at posted placements that name these supervisors, and publishes what changed. */
  async refresh(manager: EntityManager, supervisors: readonly string[], except?: string): Promise<void> {
    if (supervisors.length === 0) return;
    const rows = await manager.query<{ id: string; supervisors: string[] }[]>(
      `SELECT id, state->'supervisors' AS supervisors FROM placement
       WHERE status = 'posted' AND state->'supervisors' ?| $1::text[] AND id IS DISTINCT FROM $2 ORDER BY id`,
      [supervisors, except ?? null],
    );
    for (const row of rows) {
      const here = await this.supervisorsHere(manager, row.supervisors);
      await this.placements.runAll(manager, [{ id: row.id, decide: refreshRoom(here) }]);
    }
  }

  private async takeOn(manager: EntityManager, supervisor: string, charge: Charge): Promise<void> {
    const { booking, placement, start, end } = charge;
    const decide = takeOn({ booking, placement, start, end });
    const [taken] = await this.supervisors.runAll(manager, [{ id: supervisor, decide }]);
    if (taken?.kind === 'refused') throw new Refused(taken.refusal);
  }

  private async supervisorOf(manager: EntityManager, { booking, placement }: Charge): Promise<string | null> {
    const row = await manager.getRepository(PlacementEntity).findOneBy({ id: placement });
    return row?.state.seats.find((seat) => seat.booking === booking)?.supervisor ?? null;
  }

  /**
   * Locks the supervisors of a placement and `more`, in the order of their ids. Returns those of the placement's owner.
   */
  private async lockSupervisors(
    manager: EntityManager,
    placement: string,
    more: readonly string[],
  ): Promise<SupervisorsHere> {
    const row = await manager.getRepository(PlacementEntity).findOneBy({ id: placement });
    const ids = [...new Set([...(row?.state.supervisors ?? []), ...more])].sort();
    if (ids.length === 0) return new Map();
    const rows = await manager.getRepository(SupervisorEntity).find({
      where: { id: In(ids) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return new Map(
      rows.filter(({ state }) => state.organisation === row?.state.owner).map(({ id, state }) => [id, state]),
    );
  }
}
