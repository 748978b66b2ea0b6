import { type Decide, Lifecycle, type Refusal, refuse, type Staged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type NeedStatus = 'reported' | 'met' | 'withdrawn';

/** What somebody will need, as they reported it: places for their learners, or people for work that is still to come. */
interface Need extends Staged<NeedStatus> {
  readonly owner: string | null;
}

/** What a need says beside who reported it, and where it stands. */
export type NeedContent<Reported extends Need> = Omit<Reported, keyof Need>;

/**
 * What is alike in every kind of need: it is reported, changed, and met or withdrawn.
 * @param code of the kind, in the codes of refusals
 * @param wrongIn the first thing wrong with a content; undefined where it is right
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
