import type { PlacementNeed } from '@lotsen/contracts';
import {
  type NeedContent as ContentOf,
  checkMunicipality,
  checkOccupation,
  checkPeriodOrder,
  needDecisions,
} from '@lotsen/demand';

/** Places that a school needs: "24 APL, weeks 5 to 9, supervisors of step 2". */
export type Need = Omit<PlacementNeed, 'id' | 'version'>;
export type NeedContent = ContentOf<Need>;

const decisions = needDecisions<Need>(
  'need',
  ({ occupation, places, start, end }, reference) =>
    checkOccupation(reference, 'occupation', occupation) ??
    places.map((code, at) => checkMunicipality(reference, `places.${at}`, code)).find((wrong) => wrong) ??
    checkPeriodOrder('end', start, end),
);

export const lifecycle = decisions.lifecycle;
export const { report, change, meet, withdraw } = decisions;
