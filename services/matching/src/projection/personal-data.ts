import { topics } from '@lotsen/contracts';
import type { AnswersFor, PersonalData } from '@lotsen/platform';
import type { DataSource } from 'typeorm';

/** What matching has copied of a person: the profile, and whatever names them. */
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

/** By the profile as it was projected: the same from every instance, whichever of them read it. */
export function answersAsProjected(source: DataSource): AnswersFor {
  return async (candidate) => {
    const [profile] = await source.query<{ organisation: string | null }[]>(
      `SELECT state->>'organisation' AS organisation FROM projected WHERE topic = $1 AND id = $2`,
      [topics.candidateProfile.name, candidate],
    );
    return profile?.organisation;
  };
}
