/** What the command's end says to a script. */
export const exitCodes = {
  ok: 0,
  /** Something failed that the caller could not foresee. */
  failed: 1,
  /** The call or the file is not what it should be; nothing was done. */
  refused: 2,
  /** The good rows went in, some did not. */
  partly: 3,
  /** Not signed in, or the role may not do this. */
  notAllowed: 4,
  /** A check found differences. */
  differs: 5,
  /** Settings are wrong, or missing (EX_CONFIG). */
  misconfigured: 78,
} as const;

/** Ends a command with a sentence and a code. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';

  constructor(
    message: string,
    readonly exitCode: number = exitCodes.failed,
  ) {
    super(message);
  }
}
