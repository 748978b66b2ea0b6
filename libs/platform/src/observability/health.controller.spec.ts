import { describe, expect, it } from '@jest/globals';
import type { Transport } from '@lotsen/messaging';
import { ServiceUnavailableException } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { ChangeFeed } from '../background/index.js';
import { HealthController } from './health.controller.js';
import type { Readiness } from './readiness.js';

const healthOf = (assertFresh: () => Promise<void>, checksPass = true) =>
  new HealthController(
    { query: async () => [] } as unknown as DataSource,
    { stopping: false, checksPass, hasCaughtUp: async () => true } as unknown as Readiness,
    { assertFresh } as unknown as ChangeFeed,
    { ping: async () => undefined } as unknown as Transport,
  );

describe('an instance', () => {
  it('is ready while its memory follows the database', async () => {
    expect(await healthOf(async () => undefined).ready()).toEqual({ status: 'ok', log: 'ok' });
  });

  it('is not ready where every request would be answered 503, for its memory may be of before', async () => {
    const catchingUp = new ServiceUnavailableException({ code: 'catching-up' });
    const behind = healthOf(async () => {
      throw catchingUp;
    });
    await expect(behind.ready()).rejects.toBe(catchingUp);
  });

  it('is not ready while a part of it does not answer that all requests need', async () => {
    await expect(healthOf(async () => undefined, false).ready()).rejects.toMatchObject({
      response: { code: 'engine-away' },
    });
  });
});
