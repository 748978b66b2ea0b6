import { isDeepStrictEqual } from 'node:util';
import type { ProblemCode } from '@lotsen/api';
import type { Decision } from './decision.js';
import type { Moment } from './moment.js';
import type { Refusal, Text } from './refusal.js';

/** For each command, the next status by the present one. 'none' stands for an aggregate that does not exist yet. */
export type Transitions<Status extends string> = Readonly<Record<string, Partial<Record<Status | 'none', Status>>>>;

/** What every aggregate's state carries. `reached` keeps the instant of each status. */
export interface Staged<Status extends string> {
  readonly status: Status;
  readonly reached: Readonly<Record<string, string>>;
}

export interface Words<Status extends string> {
  /** The beginning of refusal codes: "vacancy". */
  readonly code: string;
  /** "Annonsen", "the vacancy". */
  readonly name: Text;
  /** "återkallad", "withdrawn". */
  readonly statuses: Readonly<Record<Status, Text>>;
}

/** A table of transitions. The guards, the tests and the diagram in the documents come from it. */
export class Lifecycle<Status extends string, Table extends Transitions<Status>> {
  constructor(
    readonly words: Words<Status>,
    readonly transitions: Table,
    /** Commands that only the system gives. The hints of refusals do not name them. */
    private readonly ofItself: readonly (keyof Table & string)[] = [],
  ) {}

  /** Where a command leads; undefined where the table does not allow it. */
  after(command: keyof Table & string, from: Status | undefined): Status | undefined {
    return (this.transitions as Transitions<Status>)[command]?.[from ?? 'none'];
  }

  /** Why a command is refused from a status; undefined where it is not. */
  refusal(command: keyof Table & string, from: Status | undefined): Refusal | undefined {
    if (this.after(command, from)) return undefined;
    const { code, name, statuses } = this.words;
    if (from === undefined) {
      return {
        code: 'not-found',
        status: 404,
        detail: { sv: `${name.sv} finns inte.`, en: `There is no such thing: ${name.en}.` },
        hint: { sv: 'Kontrollera id:t.', en: 'Check the id.' },
      };
    }
    const possible = Object.keys(this.transitions).filter(
      (one) => !this.ofItself.includes(one) && this.after(one, from),
    );
    return {
      // test/docs.spec.ts checks that the API has a problem code for each status of each lifecycle.
      code: `${code}-${from}` as ProblemCode,
      status: 409,
      detail: {
        sv: `Det går inte: ${lower(name.sv)} är ${statuses[from].sv}.`,
        en: `Not possible: ${name.en} is ${statuses[from].en}.`,
      },
      hint:
        possible.length > 0
          ? { sv: `Härifrån går: ${possible.join(', ')}.`, en: `From here one can: ${possible.join(', ')}.` }
          : { sv: 'Härifrån går inget mer; börja om med en ny.', en: 'Nothing leads on from here; begin anew.' },
    };
  }

  /** The state after a command, or the refusal. `change` is what the command changes beside the status. */
  reach<State extends Staged<Status>>(
    command: keyof Table & string,
    state: State | undefined,
    now: Moment,
    change: Partial<State> | ((before: State) => Partial<State>) = {},
  ): Decision<State> {
    const refusal = this.refusal(command, state?.status);
    if (refusal) return { kind: 'refused', refusal };
    const status = this.after(command, state?.status) as Status;
    const changed = typeof change === 'function' ? change(state as State) : change;
    const reached = status === state?.status ? state.reached : { ...state?.reached, [status]: now.instant };
    return { kind: 'next', state: { ...(state as State), ...changed, status, reached } };
  }

  /** Like reach, but if the next state equals the present one, the result is that nothing changes. */
  update<State extends Staged<Status>>(
    command: keyof Table & string,
    state: State | undefined,
    now: Moment,
    change: Partial<State>,
  ): Decision<State> {
    return unlessSame(this.reach(command, state, now, change), state);
  }
}

/** Replaces a decision whose next state equals the present one by "unchanged". */
export function unlessSame<State>(decision: Decision<State>, state: State | undefined): Decision<State> {
  return decision.kind === 'next' && isDeepStrictEqual(decision.state, state) ? { kind: 'unchanged' } : decision;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
