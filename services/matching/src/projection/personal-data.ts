import { topics } from '@lotsen/contracts';
import type { AnswersFor, PersonalData } from '@lotsen/platform';
import type { DataSource } from 'typeorm';

/** The projection's rows about a person: the profile, and every state that names the person as its candidate. */
export function projectedFacts(source: DataSource): PersonalData {
  return {
    kind: 'facts',
    held: (candidate) =>
      source.query<object[]>(
        `SELECT topic, version::int, state FROM projected
         WHERE id = $1::uuid OR state->>'candidate' = $1::text ORDER BY topic, id`,
        [candidate],
      ),
    erase: async (manager, candidate) => {
      const [, erased] = await manager.query<[unknown[], number]>(
        `DELETE FROM projected WHERE id = $1::uuid OR state->>'candidate' = $1::text`,
        [candidate],
      );
      return { erased };
    },
  };
}

/**
 * Which organisation answers for a person, according to the projected profile in the database. Every instance gives the
 * same answer, whichever of them consumed the profile.
 */
export function answersAsProjected(source: DataSource): AnswersFor {
  return async (candidate) => {
    const [profile] = await source.query<{ organisation: string | null }[]>(
      `SELECT state->>'organisation' AS organisation FROM projected WHERE topic = $1 AND id = $2`,
      [topics.candidateProfile.name, candidate],
    );
    return profile?.organisation;
  };
}
