import type { Actor } from '@lotsen/access';

/** A count of persons as it may be shown: under five it could point at one, so only officers see it ("färre än 5");
 * none is no exception: it would tell that there is nobody. */
export function smallCount(count: number, actor: Actor): number | '<5' {
  const seesPersons = actor.roles.includes('officer') || actor.roles.includes('coordinator');
  return seesPersons || count >= 5 ? count : '<5';
}
