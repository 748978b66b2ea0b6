import type { Resolution as ResolutionEvent } from '@lotsen/contracts';
import { type Decide, Lifecycle, next, unchanged } from '@lotsen/persistence';

export type ResolutionStatus = ResolutionEvent['status'];
/** The organisations that gave the number that leads to an id: they may record data under that id. */
export type Resolution = Omit<ResolutionEvent, 'id' | 'version'>;

export const lifecycle = new Lifecycle(
  {
    code: 'resolution',
    name: { sv: 'Uppslagningen', en: 'the resolution' },
    statuses: { resolved: { sv: 'gjord', en: 'made' }, erased: { sv: 'raderad', en: 'erased' } },
  },
  {
    resolve: { none: 'resolved', resolved: 'resolved' },
    erase: { resolved: 'erased' },
  } as const,
  ['erase'],
);

/** Notes that an organisation gave the number. Repeating it changes nothing. */
export const resolve =
  (organisation: string): Decide<Resolution> =>
  (state, now) => {
    const known = state?.organisations ?? [];
    if (lifecycle.after('resolve', state?.status) && known.includes(organisation)) return unchanged;
    return lifecycle.reach<Resolution>('resolve', state, now, { organisations: [...known, organisation].sort() });
  };

export const erase: Decide<Resolution> = (state, now) =>
  state && lifecycle.after('erase', state.status)
    ? next({ status: 'erased', reached: { erased: now.instant }, organisations: [] })
    : unchanged;
