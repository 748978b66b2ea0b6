import type { PlacementNeed } from '@lotsen/contracts';
import { checkMunicipality, checkOccupation, checkPeriodOrder } from '@lotsen/demand';
import { type Decide, Lifecycle, type Refusal, refuse } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type NeedStatus = PlacementNeed['status'];
/** Places that a school needs: "24 APL, weeks 5 to 9, supervisors of step 2". */
export type Need = Omit<PlacementNeed, 'id' | 'version'>;
export type NeedContent = Omit<Need, 'status' | 'reached' | 'owner'>;

export const lifecycle = new Lifecycle(
  {
    code: 'need',
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
  (content: NeedContent, owner: string | null, reference: Reference): Decide<Need> =>
  (state, now) => {
    const wrong = checkContent(content, reference);
    return wrong ? refuse(wrong) : lifecycle.reach<Need>('report', state, now, { ...content, owner });
  };

export const change =
  (content: NeedContent, reference: Reference): Decide<Need> =>
  (state, now) => {
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    return lifecycle.update<Need>('change', state, now, content);
  };

export const meet: Decide<Need> = (state, now) => lifecycle.reach('meet', state, now);
export const withdraw: Decide<Need> = (state, now) => lifecycle.reach('withdraw', state, now);

function checkContent({ occupation, places, start, end }: NeedContent, reference: Reference): Refusal | undefined {
  return (
    checkOccupation(reference, 'occupation', occupation) ??
    places.map((code, at) => checkMunicipality(reference, `places.${at}`, code)).find((wrong) => wrong) ??
    checkPeriodOrder('end', start, end)
  );
}
