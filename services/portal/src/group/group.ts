import type { OrganisationGroup } from '@lotsen/contracts';
import { type Decide, Lifecycle } from '@lotsen/persistence';

export type GroupStatus = OrganisationGroup['status'];
/** Organisations that share persons with each other, across counties if need be. */
export type Group = Omit<OrganisationGroup, 'id' | 'version'>;
export type GroupContent = Pick<Group, 'name' | 'members' | 'demo'>;

export const lifecycle = new Lifecycle(
  {
    code: 'group',
    name: { sv: 'Gruppen', en: 'the group' },
    statuses: { active: { sv: 'aktiv', en: 'active' }, dissolved: { sv: 'upplöst', en: 'dissolved' } },
  },
  {
    form: { none: 'active' },
    change: { active: 'active' },
    dissolve: { active: 'dissolved' },
  } as const,
);

export const form =
  (content: GroupContent): Decide<Group> =>
  (state, now) =>
    lifecycle.reach<Group>('form', state, now, content);

export const change =
  (content: GroupContent): Decide<Group> =>
  (state, now) => {
    return lifecycle.update<Group>('change', state, now, content);
  };

export const dissolve: Decide<Group> = (state, now) => lifecycle.reach('dissolve', state, now);
