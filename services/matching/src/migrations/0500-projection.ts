import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Matching1700000000500 implements MigrationInterface {
  name = 'Matching1700000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE projected (
        topic text NOT NULL, id uuid NOT NULL, version bigint NOT NULL, state jsonb NOT NULL, PRIMARY KEY (topic, id));
      CREATE TABLE tick (as_of date PRIMARY KEY, figures jsonb NOT NULL, ticked_at timestamptz NOT NULL DEFAULT now());
      CREATE TABLE shortage_assessment (
        occupation text NOT NULL, county text NOT NULL, assessment jsonb NOT NULL, PRIMARY KEY (occupation, county));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shortage_assessment, tick, projected');
  }
}
