import type { ComingNeed as ComingNeedEvent } from '@lotsen/contracts';
import { checkMunicipality, checkOccupation, unknownConcept } from '@lotsen/demand';
import { type Decide, Lifecycle, type Refusal, refuse } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type ComingNeedStatus = ComingNeedEvent['status'];
/** How many will be needed, and from when: what retirements and plans tell before there is a vacancy. */
export type ComingNeed = Omit<ComingNeedEvent, 'id' | 'version'>;
export type ComingNeedContent = Omit<ComingNeed, 'status' | 'reached' | 'owner'>;

export const lifecycle = new Lifecycle(
  {
    code: 'coming-need',
    name: { sv: 'Behovet', en: 'the need' },
    statuses: {
      reported: { sv: 'anmält', en: 'reported' },
      met: { sv: 'tillgodosett', en: 'met' },
      withdrawn: { sv: 'återtaget', en: 'withdrawn' },
    },
  },
  {
    report: { none: 'reported' },
    change: { reported: 'reported' },
    meet: { reported: 'met' },
    withdraw: { reported: 'withdrawn' },
  } as const,
);

export const report =
  (content: ComingNeedContent, owner: string | null, reference: Reference): Decide<ComingNeed> =>
  (state, now) => {
    const wrong = checkContent(content, reference);
    return wrong ? refuse(wrong) : lifecycle.reach<ComingNeed>('report', state, now, { ...content, owner });
  };

export const change =
  (content: ComingNeedContent, reference: Reference): Decide<ComingNeed> =>
  (state, now) => {
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    return lifecycle.update<ComingNeed>('change', state, now, content);
  };

export const meet: Decide<ComingNeed> = (state, now) => lifecycle.reach('meet', state, now);
export const withdraw: Decide<ComingNeed> = (state, now) => lifecycle.reach('withdraw', state, now);

function checkContent({ occupation, county, place }: ComingNeedContent, reference: Reference): Refusal | undefined {
  return (
    checkOccupation(reference, 'occupation', occupation) ??
    (reference.county(county) ? undefined : unknownConcept('county', { sv: 'Länet', en: 'county' }, county)) ??
    (place === null ? undefined : checkMunicipality(reference, 'place', place)) ??
    (place === null || place.startsWith(county) ? undefined : elsewhere)
  );
}

const elsewhere: Refusal = {
  code: 'other-county',
  status: 422,
  field: 'place',
  detail: { sv: 'Kommunen ligger i ett annat län.', en: 'The municipality lies in another county.' },
  hint: { sv: 'Rätta länet eller kommunen.', en: 'Correct the county or the municipality.' },
};
