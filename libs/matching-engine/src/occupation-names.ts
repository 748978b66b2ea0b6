import type { Occupation, Reference } from '@lotsen/reference';

/** The occupation names in ids of names and groups, without those of people not yet qualified. */
export function namesOf(ids: readonly string[], reference: Reference): readonly Occupation[] {
  return ids
    .flatMap((id) => {
      const group = reference.group(id);
      return group ? reference.occupationsOf(group.ssyk) : (reference.occupation(id) ?? []);
    })
    .filter(({ id }) => !reference.isTraineeName(id));
}
