import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Follows erasures requested in 0.1.0 to their end like later ones: the other services give receipts for them too. */
export class Candidates1700000000120 implements MigrationInterface {
  name = 'Candidates1700000000120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO erasure (candidate, requested_at)
      SELECT id, (state->'reached'->>'erased')::timestamptz FROM candidate WHERE status = 'erased'
      ON CONFLICT DO NOTHING`);
  }

  async down(): Promise<void> {
    // A requested erasure stays requested.
  }
}
