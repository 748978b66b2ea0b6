import type { Generator } from '@lotsen/platform/generator';
import { careAssistant } from '@lotsen/testing/concepts';
import type { Known } from '../ledger.js';
import type { RetryingClient } from '../retrying-client.js';

export const occupation = careAssistant;
export const places = ['2481', '2482', '2480', '2582'] as const;

function factsOf(random: Generator) {
  const minutes = random.between(20, 600);
  const facts = {
    home: random.pick(places),
    maxCommuteMinutes: minutes,
    drivesToWork: random.chance(0.8),
    drivingLicences: random.chance(0.6) ? ['B'] : [],
    experience: random.chance(0.7) ? [{ occupation, months: random.between(1, 400), lastYear: 2025 }] : [],
    wantedOccupations: random.chance(0.5) ? [occupation] : [],
  };
  return { facts, mark: String(minutes) };
}

export function register(desk: RetryingClient, random: Generator): Promise<Known | undefined> {
  const { facts, mark } = factsOf(random);
  const name = `Testperson ${random.between(1, 1_000_000)}`;
  const body = { identity: { name }, linksEvidence: random.chance(0.8), facts };
  return desk.create({ kind: 'person', role: 'officer', path: '/v1/candidates', body, status: 'active', mark });
}

/** The commute distinguishes one set of facts from another. It has to differ, or nothing would change. */
export async function changeFacts(desk: RetryingClient, random: Generator, person: Known): Promise<void> {
  let { facts, mark } = factsOf(random);
  while (mark === person.mark) ({ facts, mark } = factsOf(random));
  await desk.change(person, {
    role: 'officer',
    method: 'PUT',
    step: '/facts',
    body: facts,
    isDone: (present) => markOf(present) === mark,
    becomes: { mark },
  });
}

export const markOf = (person: Readonly<Record<string, unknown>>): string => {
  const { maxCommuteMinutes } = (person.facts ?? {}) as { maxCommuteMinutes?: number };
  return String(maxCommuteMinutes ?? '');
};

export const pause = (desk: RetryingClient, _: Generator, person: Known) =>
  desk.change(person, {
    role: 'officer',
    step: '/pause',
    isDone: ({ status }) => status === 'paused',
    becomes: { status: 'paused' },
  });

export const resume = (desk: RetryingClient, _: Generator, person: Known) =>
  desk.change(person, {
    role: 'officer',
    step: '/resume',
    isDone: ({ status }) => status === 'active',
    becomes: { status: 'active' },
  });

export const erase = (desk: RetryingClient, _: Generator, person: Known) =>
  desk.change(person, {
    role: 'officer',
    method: 'DELETE',
    isDone: ({ status }) => status === 'erased',
    becomes: { status: 'erased', over: true },
  });
