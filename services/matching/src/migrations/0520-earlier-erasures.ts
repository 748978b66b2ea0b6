import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever 0.1.0 knew as erased by the tombstone that it had read stays erased: that tombstone is not read again. */
export class Matching1700000000520 implements MigrationInterface {
  name = 'Matching1700000000520';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO erased_candidate (id)
      SELECT aggregate_id::uuid FROM consumed_version
      WHERE topic = 'lotsen.candidates.candidate-profile' AND version = ${Number.MAX_SAFE_INTEGER}
      ON CONFLICT DO NOTHING`);
  }

  async down(): Promise<void> {
    // Nobody is revived.
  }
}
