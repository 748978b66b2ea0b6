import type { Organisation as OrganisationEvent } from '@lotsen/contracts';
import { checkMunicipality } from '@lotsen/demand';
import { type Decide, Lifecycle, refuse } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type OrganisationStatus = OrganisationEvent['status'];
/** An organisation that takes part: what it is, and its workplaces. */
export type Organisation = Omit<OrganisationEvent, 'id' | 'version'>;
export type OrganisationContent = Omit<Organisation, 'status' | 'reached'>;

export const lifecycle = new Lifecycle(
  {
    code: 'organisation',
    name: { sv: 'Organisationen', en: 'the organisation' },
    statuses: { active: { sv: 'aktiv', en: 'active' }, closed: { sv: 'avslutad', en: 'closed' } },
  },
  {
    register: { none: 'active' },
    change: { active: 'active' },
    close: { active: 'closed' },
    reopen: { closed: 'active' },
  } as const,
);

export function register(content: OrganisationContent, reference: Reference): Decide<Organisation> {
  return (state, now) => {
    const wrong = checkWorkplaces(content, reference);
    return wrong ? refuse(wrong) : lifecycle.reach<Organisation>('register', state, now, content);
  };
}

export function change(content: OrganisationContent, reference: Reference): Decide<Organisation> {
  return (state, now) => {
    const wrong = checkWorkplaces(content, reference);
    if (wrong) return refuse(wrong);
    return lifecycle.update<Organisation>('change', state, now, content);
  };
}

export const close: Decide<Organisation> = (state, now) => lifecycle.reach('close', state, now);
export const reopen: Decide<Organisation> = (state, now) => lifecycle.reach('reopen', state, now);

function checkWorkplaces({ workplaces }: OrganisationContent, reference: Reference) {
  return workplaces
    .map(({ municipality }, at) => checkMunicipality(reference, `workplaces.${at}.municipality`, municipality))
    .find((wrong) => wrong);
}
