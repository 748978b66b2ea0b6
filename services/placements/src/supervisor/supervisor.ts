import { type Decide, Lifecycle, next, type Refusal, type Staged, unchanged } from '@lotsen/persistence';

export type SupervisorStatus = 'active' | 'left';

/** One booking that a supervisor has taken on. */
export interface Charge {
  readonly booking: string;
  readonly placement: string;
  readonly start: string;
  readonly end: string;
}

/** A supervisor at a workplace: the training step, and how many persons at once. Only the workplace knows who it is. */
export interface Supervisor extends Staged<SupervisorStatus> {
  /** The workplace's own mark ("handledare 3"), never a name. */
  readonly mark: string;
  readonly workplace: string | null;
  readonly organisation: string | null;
  readonly step: 1 | 2 | 3;
  readonly most: number;
  readonly charges: readonly Charge[];
}

export type SupervisorContent = Pick<Supervisor, 'mark' | 'workplace' | 'step' | 'most'>;

export const lifecycle = new Lifecycle(
  {
    code: 'supervisor',
    name: { sv: 'Handledaren', en: 'the supervisor' },
    statuses: { active: { sv: 'verksam', en: 'active' }, left: { sv: 'borta', en: 'gone' } },
  },
  {
    register: { none: 'active' },
    change: { active: 'active' },
    leave: { active: 'left' },
    takeOn: { active: 'active' },
    letGo: { active: 'active', left: 'left' },
  } as const,
  ['takeOn', 'letGo'],
);

export const register =
  (content: SupervisorContent, organisation: string | null): Decide<Supervisor> =>
  (state, now) =>
    lifecycle.reach<Supervisor>('register', state, now, { ...content, organisation, charges: [] });

export const change =
  (content: SupervisorContent): Decide<Supervisor> =>
  (state, now) => {
    return lifecycle.update<Supervisor>('change', state, now, content);
  };

/** The persons in their charge then need another supervisor. */
export const leave: Decide<Supervisor> = (state, now) => lifecycle.reach('leave', state, now);

/** @returns a refusal if the supervisor already has as many charges in that period as they take at once */
export const takeOn =
  (charge: Charge): Decide<Supervisor> =>
  (state, now) => {
    const others = (state?.charges ?? []).filter(({ booking }) => booking !== charge.booking);
    if (
      state &&
      lifecycle.after('takeOn', state.status) &&
      loadOf({ ...state, charges: others }, charge) >= state.most
    ) {
      return {
        kind: 'refused',
        refusal: {
          code: 'supervisor-full',
          status: 409,
          field: 'supervisor',
          detail: {
            sv: `Handledaren tar högst ${state.most} åt gången, och har dem.`,
            en: `The supervisor takes at most ${state.most} at once, and has them.`,
          },
          hint: { sv: 'Välj en annan handledare eller period.', en: 'Choose another supervisor or period.' },
        },
      };
    }
    return lifecycle.reach<Supervisor>('takeOn', state, now, { charges: [...others, charge] });
  };

export const letGo =
  (booking: string): Decide<Supervisor> =>
  (state) =>
    state?.charges.some((charge) => charge.booking === booking)
      ? next({ ...state, charges: state.charges.filter((charge) => charge.booking !== booking) })
      : unchanged;

/** How many charges overlap a period. */
export function loadOf(
  { charges }: Pick<Supervisor, 'charges'>,
  { start, end }: { start: string; end: string },
): number {
  return charges.filter((charge) => charge.start <= end && start <= charge.end).length;
}

export const unknownSupervisor: Refusal = {
  code: 'unknown-supervisor',
  status: 404,
  field: 'supervisor',
  detail: { sv: 'Arbetsplatsen har ingen sådan handledare.', en: 'The workplace has no such supervisor.' },
  hint: { sv: 'Se GET /v1/placements/supervisors.', en: 'See GET /v1/placements/supervisors.' },
};
