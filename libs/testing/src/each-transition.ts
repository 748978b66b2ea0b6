import { describe, expect, it } from '@jest/globals';
import type { Decide, Lifecycle, Moment, Staged, Transitions } from '@lotsen/persistence';

export const now: Moment = { instant: '2026-11-22T10:00:00.000Z', day: '2026-11-22' };
export const before = '2026-01-01T00:00:00.000Z';
export const earlier: Moment = { instant: before, day: '2026-01-01' };

interface OneCommand<Status extends string, State> {
  /** An aggregate in that status that the decision would change. */
  readonly state: (status: Status) => State;
  readonly decide: Decide<State>;
  /** Why a command that the table does not allow changes nothing. Left out: such a command is refused. */
  readonly silent?: string | undefined;
  /** Name of the tests, where one command has several decisions. */
  readonly name?: string;
}

interface EveryCommand<Status extends string, State, Command extends string> {
  readonly state: (status: Status) => State;
  readonly commands: Readonly<Record<Command, Decide<State>>>;
  readonly silent?: Readonly<Partial<Record<Command, string>>>;
}

/** Tests every state × every command of a lifecycle against its table. */
export function eachTransition<Status extends string, Table extends Transitions<Status>, State extends Staged<Status>>(
  lifecycle: Lifecycle<Status, Table>,
  { state, commands, silent }: EveryCommand<Status, State, keyof Table & string>,
): void {
  describe('each state × each command', () => {
    const names = Object.keys(lifecycle.transitions) as (keyof Table & string)[];

    it('each command of the table has a decision here', () =>
      expect(Object.keys(commands).sort()).toEqual(names.sort()));

    it('each status is one that some command leads to', () => {
      const reached = names.flatMap((name) =>
        Object.values((lifecycle.transitions as Transitions<Status>)[name] ?? {}),
      );
      expect(new Set(reached)).toEqual(new Set(Object.keys(lifecycle.words.statuses)));
    });

    for (const name of names) {
      eachState(lifecycle, name, { state, decide: commands[name], silent: silent?.[name] });
    }
  });
}

/** Tests every state × one command. */
export function eachState<Status extends string, Table extends Transitions<Status>, State extends Staged<Status>>(
  lifecycle: Lifecycle<Status, Table>,
  command: keyof Table & string,
  { state, decide, silent, name = command }: OneCommand<Status, State>,
): void {
  const { code, statuses } = lifecycle.words;
  const from = [undefined, ...(Object.keys(statuses) as Status[])];

  it.each(from.map((status) => [`${name} from ${status ?? 'none'}`, status] as const))('%s', (_title, status) => {
    const present = status && state(status);
    const decision = decide(present, now);
    const to = lifecycle.after(command, status);
    if (to) {
      const after = stateOf(decision);
      expect(after.status).toBe(to);
      expect(after).not.toEqual(present);
      if (to === status) expect(after.reached).toEqual(present?.reached);
      else expect(after.reached).toMatchObject({ [to]: now.instant });
    } else if (silent) expect(decision).toEqual({ kind: 'unchanged' });
    else if (status === undefined) {
      expect(decision).toMatchObject({ kind: 'refused', refusal: { code: 'not-found', status: 404 } });
    } else expect(decision).toMatchObject({ kind: 'refused', refusal: { code: `${code}-${status}`, status: 409 } });
  });
}

/** The next state of a decision. @throws with the decision where it has none. */
export function stateOf<State>(decision: ReturnType<Decide<State>>): State {
  if (decision.kind === 'next') return decision.state;
  throw new Error(`It leads to no other state: ${JSON.stringify(decision)}`);
}
