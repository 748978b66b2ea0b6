import type { Language } from './words.js';

/** The exit codes of the command, for scripts. */
export const exitCodes = {
  ok: 0,
  /** A failure that the caller could not foresee. */
  failed: 1,
  /** The arguments or the file are wrong, or the server refused the request; nothing was done. */
  refused: 2,
  /** Some rows were imported, others were not. */
  partly: 3,
  /** Not signed in, or the role may not do this. */
  notAllowed: 4,
  /** A check found differences. */
  differs: 5,
  /** Interrupted while a job goes on (128 + SIGINT). */
  interrupted: 130,
  /** Settings are wrong, or missing (EX_CONFIG). */
  misconfigured: 78,
} as const;

/** A sentence in both languages. */
export type Text = Readonly<Record<Language, string>>;

/** Ends a command with a message and an exit code. A service's message comes in one language, the one asked for. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';

  constructor(
    private readonly text: Text | string,
    readonly exitCode: number = exitCodes.failed,
  ) {
    super(typeof text === 'string' ? text : text.en);
  }

  in(language: Language): string {
    return typeof this.text === 'string' ? this.text : this.text[language];
  }
}
