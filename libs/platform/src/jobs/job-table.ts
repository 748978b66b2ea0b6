import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For a service that has jobs. */
export class Jobs1700000000009 implements MigrationInterface {
  name = 'Jobs1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job (
        id uuid PRIMARY KEY, kind text NOT NULL, subject text NOT NULL, organisation text, input jsonb NOT NULL,
        state text NOT NULL, done bigint NOT NULL DEFAULT 0, total bigint, checkpoint jsonb, result jsonb, problem jsonb,
        cancel_requested boolean NOT NULL DEFAULT false, attempts integer NOT NULL DEFAULT 0, runner uuid, lease_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz);
      CREATE INDEX job_open ON job (created_at) WHERE ended_at IS NULL;
      CREATE TABLE job_body (
        job uuid NOT NULL REFERENCES job ON DELETE CASCADE, part integer NOT NULL, bytes bytea NOT NULL,
        PRIMARY KEY (job, part))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE job_body, job');
  }
}

/** A row of the table. Counts come as text, as PostgreSQL's bigint does. */
export interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly organisation: string | null;
  readonly input: object;
  /** "receiving" while its body is still being stored; nobody has its address then. */
  readonly state: 'receiving' | 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: string;
  readonly total: string | null;
  readonly checkpoint: object | null;
  readonly result: object | null;
  readonly problem: { readonly code: string; readonly detail: { readonly sv: string; readonly en: string } } | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}
