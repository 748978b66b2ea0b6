import type { OutgoingRecord } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { rows } from '@lotsen/testing/leaks';
import { serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import type { RunningPostgres } from '../../cli/src/start/embedded-postgres.js';
import { fixtureOf, restore } from './fixture.js';

/** The release whose databases and log the system is upgraded from. */
export const release = '0.1.0';
export const fixture = fixtureOf(release);
export const { ids } = fixture;
export const services = ['candidates', 'validations', 'vacancies', 'placements', 'matching'] as const;

/** Milliseconds in which six processes start and read a whole log, even on a slow machine. */
export const patience = 300_000;

export async function serverWithFixture(): Promise<RunningPostgres> {
  const postgres = await serverOfItsOwn();
  await restore(release, postgres.url);
  return postgres;
}

/** The records that a release left in its outboxes. */
export async function waitingOn(server: string): Promise<OutgoingRecord[]> {
  const waiting: OutgoingRecord[] = [];
  for (const service of services) {
    const url = databaseUrlOf(server, `lotsen_${service}`);
    waiting.push(...(await rows<OutgoingRecord>(url, 'SELECT topic, key, value, headers FROM outbox ORDER BY seq')));
  }
  return waiting;
}
