interface WorstHead {
  readonly shape: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}
interface WorstSignIn {
  readonly shape: string;
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  make?(): string;
}
interface WorstLines {
  readonly shape: string;
  make(): string;
}
export const worstHeads: readonly WorstHead[];
export function worstSignIns(): IterableIterator<WorstSignIn>;
export function worstLines(ad: object, skills: readonly string[]): IterableIterator<WorstLines>;
