import { type Decide, Lifecycle, type Refusal, refuse, type Staged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type NeedStatus = 'reported' | 'met' | 'withdrawn';

/** What an organisation will need, as it reported it: places for its learners, or people for work still to come. */
interface Need extends Staged<NeedStatus> {
  readonly owner: string | null;
}

/** The content of a need, without its owner and its status. */
export type NeedContent<Reported extends Need> = Omit<Reported, keyof Need>;

/**
 * The decisions that all kinds of needs share: a need is reported, changed, and met or withdrawn.
 * @param code the beginning of the refusal codes of this kind
 * @param wrongIn returns the refusal of the first error in a content; undefined if there is none
 */
export function needDecisions<Reported extends Need>(
  code: string,
  wrongIn: (content: NeedContent<Reported>, reference: Reference) => Refusal | undefined,
) {
  const lifecycle = new Lifecycle(
    {
      code,
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
  type Content = NeedContent<Reported>;
  return {
    lifecycle,
    report:
      (content: Content, owner: string | null, reference: Reference): Decide<Reported> =>
      (state, now) => {
        const wrong = wrongIn(content, reference);
        return wrong
          ? refuse(wrong)
          : lifecycle.reach('report', state, now, { ...content, owner } as Partial<Reported>);
      },
    change:
      (content: Content, reference: Reference): Decide<Reported> =>
      (state, now) => {
        const wrong = wrongIn(content, reference);
        return wrong ? refuse(wrong) : lifecycle.update('change', state, now, content as unknown as Partial<Reported>);
      },
    meet: ((state, now) => lifecycle.reach('meet', state, now)) as Decide<Reported>,
    withdraw: ((state, now) => lifecycle.reach('withdraw', state, now)) as Decide<Reported>,
  };
}
