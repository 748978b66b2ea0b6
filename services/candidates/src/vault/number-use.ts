import type { Actor } from '@lotsen/access';
import type { Telemetry } from '@lotsen/messaging';
import { noOrganisation, type Refusal, Refused } from '@lotsen/persistence';
import { CLOCK, type Clock, SETTINGS, type Settings, TELEMETRY } from '@lotsen/platform';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Counter } from 'prom-client';
import { DataSource } from 'typeorm';

/** The operations in which a caller gives a personal identity number. */
export type NumberWay = 'resolve' | 'register' | 'import' | 'identity';

/** How long the database keeps who gave how many numbers. */
const keptDays = 90;
const dayMs = 86_400_000;

/**
 * Counts in the database the numbers that each member of staff gives, and limits them per hour. No answer reveals
 * whether a number was known; the count and the limit detect and stop a caller who tries many numbers nevertheless.
 */
@Injectable()
export class NumberUse implements OnApplicationBootstrap, OnApplicationShutdown {
  private forgetting: NodeJS.Timeout | undefined;
  private readonly given: Counter;
  private readonly limited: Counter;
  private readonly elsewhere: Counter;

  constructor(
    private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(TELEMETRY) { metrics }: Telemetry,
  ) {
    const registers = [metrics];
    this.given = new Counter({
      name: 'lotsen_numbers_given_total',
      help: 'Personal identity numbers that were given, by the way in which.',
      labelNames: ['way'],
      registers,
    });
    this.limited = new Counter({
      name: 'lotsen_numbers_limited_total',
      help: 'Requests that were refused since one of the staff had given too many numbers in an hour.',
      registers,
    });
    this.elsewhere = new Counter({
      name: 'lotsen_numbers_elsewhere_total',
      help: 'Numbers of a registration or a change whose person another organisation had registered; no answer tells so.',
      registers,
    });
  }

  onApplicationBootstrap(): void {
    const forget = () =>
      this.forgetOld().catch((error: Error) =>
        new Logger('numbers').warn(`Old counts of numbers are deleted later: ${error.message}`),
      );
    void forget();
    this.forgetting = setInterval(forget, dayMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.forgetting);
  }

  /** Who gave numbers is personal data of the staff, so old counts are deleted. */
  async forgetOld(): Promise<void> {
    const before = new Date(this.clock().getTime() - keptDays * dayMs);
    await this.source.query('DELETE FROM number_use WHERE hour < $1', [before]);
  }

  /**
   * Counts the numbers. Call it before anything is done with them.
   * @returns the organisation on whose behalf they are given
   * @throws Refused if the actor has no organisation, or has given too many numbers in this hour
   */
  async count({ subject, organisation }: Actor, way: NumberWay, numbers = 1): Promise<string> {
    if (organisation === null) throw new Refused(noOrganisation);
    if (numbers === 0) return organisation;
    const hour = new Date(this.clock());
    hour.setUTCMinutes(0, 0, 0);
    await this.source.query(
      `INSERT INTO number_use (subject, hour, way, organisation, used) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (subject, hour, way, organisation) DO UPDATE SET used = number_use.used + EXCLUDED.used`,
      [subject, hour, way, organisation, numbers],
    );
    const [sum] = await this.source.query<{ used: number }[]>(
      'SELECT sum(used)::int AS used FROM number_use WHERE subject = $1 AND hour = $2',
      [subject, hour],
    );
    this.given.inc({ way }, numbers);
    if ((sum?.used ?? 0) <= this.settings.numbersAnHour) return organisation;
    this.limited.inc();
    throw new Refused(tooManyNumbers);
  }

  /** Counts a number whose person another organisation has registered. Only the alarm uses this counter. */
  metElsewhere(): void {
    this.elsewhere.inc();
  }
}

const tooManyNumbers: Refusal = {
  code: 'too-many-numbers',
  status: 429,
  detail: {
    sv: 'Du har angett för många personnummer den här timmen.',
    en: 'You have given too many personal identity numbers in this hour.',
  },
  hint: {
    sv: 'Vänta till nästa timme, eller be förvaltaren höja gränsen (LOTSEN_NUMBERS_AN_HOUR).',
    en: 'Wait for the next hour, or ask the administrator to raise the limit (LOTSEN_NUMBERS_AN_HOUR).',
  },
};
