import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { matchingService } from '@lotsen/matching';
import { ConsumerGroup, EmbeddedLogTransport } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { type RunningService, readSettings, serviceNames, startService } from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import { stopAll } from '@lotsen/testing/settled';
import { freePorts } from 'lotsen/ports';
import type { RunningPostgres } from '../../cli/src/start/embedded-postgres.js';
import { FactBase } from '../../services/matching/src/facts/fact-base.js';
import { ListHash } from '../../services/matching/src/matches/list-hash.js';
import { fixture, patience, release, serverWithFixture, waitingOn } from './taken-over.js';

describe(`the log of ${release}, read from its start by matching as it is now`, () => {
  let postgres: RunningPostgres;
  let matching: RunningService;

  beforeAll(async () => {
    postgres = await serverWithFixture();
    const log = new EmbeddedLogTransport(databaseUrlOf(postgres.url, 'lotsen_log'));
    await log.connect();
    await log.publish(await waitingOn(postgres.url));
    await log.close();
    // The clock stands on the day of the release's own answers. Only the lists depend on the clock.
    const clock = () => new Date(`${fixture.projection.asOf}T12:00:00Z`);
    const folder = mkdtempSync(join(tmpdir(), 'lotsen-upgrade-'));
    const port = String(await freePorts(serviceNames.length));
    const env = { LOTSEN_DATA: folder, LOTSEN_PORT: port, LOTSEN_DEMO_DATA: 'false' };
    // The release had version 1 of the model.
    const settings = readSettings({ ...env, LOTSEN_MODEL: '1' });
    matching = await startService(matchingService, { settings, databaseServer: postgres.url, clock });
  }, patience);

  afterAll(() => stopAll(matching, postgres), patience);

  it('gives the lists that the release gave: one hash, of events that no service has told anew', async () => {
    await eventually(async () => {
      const lag = Object.values(await matching.app.get(ConsumerGroup).lag());
      expect(lag.filter((open) => open > 0)).toEqual([]);
      // Memory follows just after the commit that the lag shows.
      expect(matching.app.get(FactBase).counts()).toMatchObject(fixture.held);
    }, 60_000);
    expect(await matching.app.get(ListHash).ofLists()).toEqual(fixture.projection);
  });
});
