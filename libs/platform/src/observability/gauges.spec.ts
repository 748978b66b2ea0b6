import { describe, expect, it } from '@jest/globals';
import { type ConsumerGroup, type DeadLetters, Telemetry } from '@lotsen/messaging';
import type { DataSource } from 'typeorm';
import { Gauges } from './gauges.js';

describe('what a scrape looks up', () => {
  let isAway = false;
  const unlessAway = async <T>(answer: T): Promise<T> => {
    if (isAway) throw new Error('away');
    return answer;
  };
  const telemetry = new Telemetry();
  const source = {
    manager: { query: () => unlessAway([{ n: 3, seconds: 7 }]) },
    driver: { master: { totalCount: 0, idleCount: 0, waitingCount: 0 } },
  };
  new Gauges(
    source as unknown as DataSource,
    { lag: () => unlessAway({ 'lotsen.a': 5 }) } as unknown as ConsumerGroup,
    { count: () => unlessAway(2) } as unknown as DeadLetters,
    telemetry,
  ).onModuleInit();
  const told = async () =>
    (await telemetry.metrics.metrics())
      .split('\n')
      .flatMap(
        (line) => /^lotsen_(?:outbox_events|outbox_age_seconds|dead_letters|consumer_lag_events)\b/u.exec(line) ?? [],
      )
      .sort();

  it('is missing while nobody answers, and no 0 that would be believed', async () => {
    const all = [
      'lotsen_consumer_lag_events',
      'lotsen_dead_letters',
      'lotsen_outbox_age_seconds',
      'lotsen_outbox_events',
    ];
    expect(await told()).toEqual(all);
    isAway = true;
    expect(await told()).toEqual([]);
    isAway = false;
    expect(await told()).toEqual(all);
  });
});
