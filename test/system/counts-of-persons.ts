import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, roles } from '@lotsen/access/roles';
import { inParallel } from '@lotsen/testing/in-parallel';
import { aPerson, aVacancy, type Changed } from '@lotsen/testing/test-system';
import type { SystemFixture } from './system-fixture.js';

type Count = number | '<5';
interface Demands {
  readonly counts: { readonly eligible: Count; readonly toClarify: Count; readonly near: Count };
  readonly demands: readonly { readonly eligible: Count; readonly eligibleAsWish: Count }[];
}
interface Shortage {
  readonly items: readonly {
    readonly openPositions: number;
    readonly eligible: Count;
    readonly tightness: number | null;
  }[];
}
interface Occupations {
  readonly listed: readonly { readonly live: { readonly eligible: Count } }[];
  readonly near: readonly { readonly live: { readonly eligible: Count } }[];
}

const countsOf = ({ counts, demands }: Demands): Count[] => [
  ...Object.values(counts),
  ...demands.flatMap(({ eligible, eligibleAsWish }) => [eligible, eligibleAsWish]),
];
const areNearOnes = (counts: readonly Count[]) =>
  counts.length > 0 && counts.every((count) => count === '<5' || (count >= 5 && count % 5 === 0));

/** No answer has an exact number of persons, or numbers by which a caller could find one of the persons. */
export function countsOfPersons({ field }: SystemFixture): void {
  const api = () => field().api;
  const must = [{ kind: 'driving-licence', must: true, code: 'B' }];
  let person: Changed;

  const published = async (content: object) => {
    const vacancy = await api().post<Changed>('employer', '/v1/vacancies', aVacancy({ place: '2583', ...content }));
    return `/v1/matching/vacancies/${vacancy.id}/demands?min-version=${vacancy.id}:${vacancy.version}`;
  };
  const asked = (role: Role, path: string) => api().get<Demands>(role, path);

  describe('counts of persons', () => {
    beforeAll(async () => {
      const facts = { home: '2583', drivesToWork: true };
      const drivers = Array.from({ length: 91 }, () => aPerson({ ...facts, drivingLicences: ['B'] }));
      await inParallel(drivers, (driver) => api().post('officer', '/v1/candidates', driver));
      person = await api().post<Changed>('officer', '/v1/candidates', aPerson(facts));
    }, 120_000);

    it('of a vacancy are near ones, for its employer and for an officer, with and without the must', async () => {
      for (const path of [await published({}), await published({ requirements: must })]) {
        for (const role of ['employer', 'officer'] as const) {
          expect(areNearOnes(countsOf(await asked(role, path)))).toBe(true);
        }
      }
    });

    it('are the same however often they are asked for, by whom, and under whatever title and wishes', async () => {
      const first = countsOf(await asked('employer', await published({ requirements: must })));
      const again = await published({
        title: 'En annan titel',
        requirements: [{ kind: 'car', must: false }, ...must],
      });
      for (const role of ['employer', 'officer', 'employer'] as const) {
        expect(countsOf(await asked(role, again))).toEqual(first);
      }
    });

    it('of a shortage occupation are near ones for every role, and so is what is computed from them', async () => {
      for (const role of roles) {
        const { items } = await api().get<Shortage>(role, '/v1/matching/shortage');
        expect(areNearOnes(items.map(({ eligible }) => eligible))).toBe(true);
        for (const { openPositions, eligible, tightness } of items) {
          expect(tightness).toBe(eligible === '<5' ? null : Math.round((openPositions * 100) / eligible) / 100);
        }
      }
    });

    it("beside a person's occupations are near ones", async () => {
      const path = `/v1/matching/candidates/${person.id}/occupations?min-version=${person.id}:${person.version}&limit=500`;
      const { listed, near } = await api().get<Occupations>('officer', path);
      expect(areNearOnes([...listed, ...near].map(({ live }) => live.eligible))).toBe(true);
    });
  });
}
