import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number of successes before the first failure, at a chance of two in three, as in counts/shown-count.ts. */
const run = 'floor(ln(1 - random()) / ln(2.0::float8 / 3))';

/**
 * Counts of persons get noise before they are shown (decision 20). Adds a table for each day's answers, and adds shown
 * counts to the ticks stored so far.
 */
export class Matching1700000000560 implements MigrationInterface {
  name = 'Matching1700000000560';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE count_of_day (
        day date NOT NULL, about text NOT NULL, asker text NOT NULL, size integer NOT NULL, counts jsonb NOT NULL,
        PRIMARY KEY (day, about));
      CREATE INDEX count_of_day_asker ON count_of_day (day, asker);
      UPDATE tick SET figures = coalesce((
        SELECT jsonb_object_agg(key, value || jsonb_build_object(
          'shown', greatest(0, 5 * round(((value->>'eligible')::int + ${run} - ${run}) / 5))::int))
        FROM jsonb_each(tick.figures)), '{}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE count_of_day');
  }
}
