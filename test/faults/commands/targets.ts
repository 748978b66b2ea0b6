import type { Generator } from '@lotsen/platform/generator';
import { homeCare } from '@lotsen/testing/concepts';
import type { Known } from '../ledger.js';
import type { RetryingClient } from '../retrying-client.js';
import { occupation, places } from './people.js';

/** Vacancies and placements. The title distinguishes one content from another. */

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const titleOf = (random: Generator) => `Vårdbiträde ${random.between(1, 1_000_000_000)}`;

const vacancyOf = (title: string, positions: number, random: Generator) => ({
  title,
  employer: { name: 'Testkommunen' },
  occupation,
  place: random.pick(places),
  positions,
});

export function publish(desk: RetryingClient, random: Generator): Promise<Known | undefined> {
  const [title, room] = [titleOf(random), random.between(1, 3)];
  const body = vacancyOf(title, room, random);
  const path = '/v1/vacancies';
  return desk.create({ kind: 'vacancy', role: 'employer', path, body, status: 'published', mark: title, room });
}

const placementOf = (title: string, capacity: number, random: Generator) => ({
  kind: 'arbetspraktik',
  title,
  employer: { name: 'Testkommunen' },
  occupation,
  place: random.pick(places),
  start: inDays(0),
  end: inDays(60),
  capacity,
  trains: [homeCare],
});

export function post(desk: RetryingClient, random: Generator): Promise<Known | undefined> {
  const [title, room] = [titleOf(random), random.between(1, 3)];
  const body = placementOf(title, room, random);
  const path = '/v1/placements';
  return desk.create({ kind: 'placement', role: 'employer', path, body, status: 'posted', mark: title, room });
}

export async function changeTarget(desk: RetryingClient, random: Generator, target: Known): Promise<void> {
  const title = titleOf(random);
  const content = target.kind === 'vacancy' ? vacancyOf : placementOf;
  const isDone = await desk.change(target, {
    role: 'employer',
    method: 'PUT',
    body: content(title, target.room, random),
    isDone: (present) => present.title === title,
    becomes: { mark: title },
  });
  if (!isDone) await letBe(desk, target);
}

export async function withdrawTarget(desk: RetryingClient, _: Generator, target: Known): Promise<void> {
  const isDone = await desk.change(target, {
    role: 'employer',
    step: '/withdraw',
    isDone: ({ status }) => status === 'withdrawn',
    becomes: { status: 'withdrawn', over: true },
  });
  if (!isDone) await letBe(desk, target);
}

/** A vacancy that was filled meanwhile allows no more changes, so the harness stops changing it. */
async function letBe(desk: RetryingClient, target: Known): Promise<void> {
  const { status, version } = await desk.read(target);
  if (status !== 'filled') {
    desk.ledger.violations.push(`${target.kind} ${target.id} refused a change though it is ${status}`);
  }
  Object.assign(target, { status, version, over: true });
}
