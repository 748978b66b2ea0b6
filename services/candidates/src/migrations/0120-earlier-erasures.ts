import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erasures of 0.1.0 are followed to their end as later ones are: the other services give their receipts for them too. */
export class Candidates1700000000120 implements MigrationInterface {
  name = 'Candidates1700000000120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO erasure (candidate, requested_at)
      SELECT id, (state->'reached'->>'erased')::timestamptz FROM candidate WHERE status = 'erased'
      ON CONFLICT DO NOTHING`);
  }

  async down(): Promise<void> {
    // What was asked for stays asked for.
  }
}
