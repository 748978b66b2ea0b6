import { placementAdditions } from '@lotsen/contracts';
import { aggregateColumns, changesPublicState } from '@lotsen/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Supervisors, needs and bookings; seats of placements. */
export class Placements1700000000410 implements MigrationInterface {
  name = 'Placements1700000000410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE placement ADD COLUMN end_day text;
      UPDATE placement SET end_day = state->>'end', state = state || jsonb_build_object('room', state->'capacity');
      CREATE INDEX placement_end_day ON placement (end_day) WHERE status = 'posted';
      CREATE TABLE supervisor (${aggregateColumns}, organisation text);
      CREATE TABLE placement_need (${aggregateColumns}, status text NOT NULL, owner text);
      CREATE TABLE booking (
        ${aggregateColumns}, candidate uuid NOT NULL, placement uuid, status text NOT NULL, arranger text,
        workplace_owner text);
      CREATE INDEX booking_candidate ON booking (candidate);
      CREATE INDEX booking_placement ON booking (placement);`);
    await changesPublicState(runner, 'placement', 'lotsen.placements.placement', { ...placementAdditions, seats: [] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booking, placement_need, supervisor; ALTER TABLE placement DROP COLUMN end_day');
  }
}
