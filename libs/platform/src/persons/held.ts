import type { Actor } from '@lotsen/access';
import { type Refusal, Refused } from '@lotsen/persistence';
import type { PersonalData } from './erasure.js';
import type { ReadLog } from './read-log.js';

/** Returns the organisation that answers for a person; null: none does; undefined: the service knows no such person. */
export type AnswersFor = (candidate: string) => Promise<string | null | undefined>;
export const ANSWERS_FOR = Symbol('ANSWERS_FOR');

/** For a service that holds nothing on persons. */
export const knowsNobody: AnswersFor = async () => undefined;

/** What is held on a person, by kind, and who looked at it. */
export async function heldOn(candidate: string, data: readonly PersonalData[], reads: ReadLog) {
  const held: Record<string, readonly object[]> = {};
  for (const { kind, held: of } of data) held[kind] = await of(candidate);
  return { ...held, reads: await reads.of(candidate) };
}

/** @throws Refused if the caller may not see what is held on the person; the same refusal as for an unknown id */
export async function assertAnswersFor(candidate: string, actor: Actor, answersFor: AnswersFor): Promise<void> {
  if (actor.scope === 'any') return;
  const { organisation } = actor;
  if (organisation === null || (await answersFor(candidate)) !== organisation) throw new Refused(noSuchPersonHere);
}

const noSuchPersonHere: Refusal = {
  code: 'not-found',
  status: 404,
  detail: {
    sv: 'Tjänsten känner ingen person med det id:t som din organisation ansvarar för.',
    en: 'The service knows no person with that id for whom your organisation answers.',
  },
  hint: {
    sv: 'En administratör ser vad som finns, utan vem personen är.',
    en: 'An administrator sees what is held, without who the person is.',
  },
};
