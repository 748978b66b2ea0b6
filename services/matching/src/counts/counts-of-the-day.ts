import { Refused } from '@lotsen/persistence';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { drawCount } from './shown-count.js';

/** The most new counts that one asker gets in a day. */
const mostADay = 100;
const daysKept = 7;

/** Counts of persons, each under the name of what it counts. */
export type Counts = Readonly<Record<string, number>>;

export interface CountQuestion {
  /** YYYY-MM-DD: the answer holds on that day. */
  readonly day: string;
  /** Identifies the question: two questions that count the same persons have the same text. */
  readonly about: string;
  /** How many counts the answer has. */
  readonly size: number;
  /** Against whose daily limit the question counts. */
  readonly asker: string;
}

/**
 * Counts of persons that are safe to show. The first answer to a question gets noise (drawCount), is stored, and is
 * that day's answer to everybody. So it reveals nothing more to ask again, to ask another instance, or to ask after
 * somebody has registered or left.
 */
@Injectable()
export class CountsOfTheDay {
  constructor(private readonly source: DataSource) {}

  /**
   * An answer that is already stored, for any asker, does not count against the limit.
   * @throws Refused if the asker has reached the day's limit of new counts
   */
  async of(question: CountQuestion, count: () => Counts | Promise<Counts>): Promise<Counts> {
    const known = await find(this.source.manager, question);
    if (known) return known;
    await assertWithinLimit(this.source.manager, question);
    // Counted before the transaction begins, so that no connection is held while the engine counts.
    const exact = await count();
    return this.source.transaction((manager) => draw(manager, question, exact));
  }
}

async function assertWithinLimit(manager: EntityManager, { day, size, asker }: CountQuestion): Promise<void> {
  const [answered] = await manager.query<[{ size: string }]>(
    'SELECT coalesce(sum(size), 0) AS size FROM count_of_day WHERE day = $1 AND asker = $2',
    [day, asker],
  );
  if (Number(answered.size) + size > mostADay) throw new Refused(enoughForToday);
}

async function draw(manager: EntityManager, question: CountQuestion, exact: Counts): Promise<Counts> {
  const { day, about, size, asker } = question;
  // Locks the asker: concurrent questions would each find the limit not yet reached.
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`counts of ${asker}`]);
  await assertWithinLimit(manager, question);
  const drawn = Object.fromEntries(Object.entries(exact).map(([name, one]) => [name, drawCount(one)]));
  await manager.query('DELETE FROM count_of_day WHERE day < $1::date - $2::int', [day, daysKept]);
  // If a concurrent transaction has stored an answer to the same question first, that one is the day's answer.
  await manager.query('INSERT INTO count_of_day VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
    day,
    about,
    asker,
    size,
    drawn,
  ]);
  return (await find(manager, question)) as Counts;
}

async function find(manager: EntityManager, { day, about }: CountQuestion): Promise<Counts | undefined> {
  const [row] = await manager.query<{ counts: Counts }[]>(
    'SELECT counts FROM count_of_day WHERE day = $1 AND about = $2',
    [day, about],
  );
  return row?.counts;
}

const enoughForToday = {
  code: 'enough-counts-for-today',
  status: 429,
  detail: {
    sv: `Den som jämför många antal kan räkna ut vem de gäller. Därför lämnas högst ${mostADay} nya antal om dagen.`,
    en: `Whoever compares many counts can work out whom they are about. So at most ${mostADay} new counts are answered a day.`,
  },
  hint: {
    sv: 'Fråga i morgon. Det som redan har besvarats i dag går att läsa igen.',
    en: 'Ask tomorrow. What was answered today can be read again.',
  },
} as const;
