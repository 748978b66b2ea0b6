import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Release 0.1.0 knew that a person was erased only from the tombstone that it had consumed, which is not consumed
 * again. This keeps those persons erased.
 */
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
    // Erased persons stay erased.
  }
}
