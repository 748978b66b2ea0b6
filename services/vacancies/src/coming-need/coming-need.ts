import type { ComingNeed as ComingNeedEvent } from '@lotsen/contracts';
import { checkMunicipality, checkOccupation, type NeedContent, needDecisions, unknownConcept } from '@lotsen/demand';
import type { Refusal } from '@lotsen/persistence';

/** How many people will be needed, and from when: known from retirements and plans before there is a vacancy. */
export type ComingNeed = Omit<ComingNeedEvent, 'id' | 'version'>;
export type ComingNeedContent = NeedContent<ComingNeed>;

const decisions = needDecisions<ComingNeed>(
  'coming-need',
  ({ occupation, county, place }, reference) =>
    checkOccupation(reference, 'occupation', occupation) ??
    (reference.county(county) ? undefined : unknownConcept('county', { sv: 'Länet', en: 'county' }, county)) ??
    (place === null ? undefined : checkMunicipality(reference, 'place', place)) ??
    (place === null || place.startsWith(county) ? undefined : elsewhere),
);

export const lifecycle = decisions.lifecycle;
export const { report, change, meet, withdraw } = decisions;

const elsewhere: Refusal = {
  code: 'other-county',
  status: 422,
  field: 'place',
  detail: { sv: 'Kommunen ligger i ett annat län.', en: 'The municipality lies in another county.' },
  hint: { sv: 'Rätta länet eller kommunen.', en: 'Correct the county or the municipality.' },
};
