export interface Ids {
  readonly people: readonly string[];
  readonly outcomes: readonly string[];
  readonly vacancies: readonly string[];
  readonly placements: readonly string[];
  readonly erased: readonly string[];
  readonly late: string;
  readonly stranger: string;
}
/** By path, the entries of a list: id of the candidate or target, verdict, points. */
export type Lists = Record<string, readonly (readonly [string, string, number])[]>;
export interface Answering {
  get(role: string, path: string): Promise<unknown>;
}
export function namesOf(api: Answering, ids: Ids): Promise<Record<string, string>>;
export function listsOf(api: Answering, ids: Ids): Promise<Lists>;
export function explanationsOf(api: Answering, ids: Ids, lists: Lists): Promise<Record<string, object>>;
export function reasons(explanation: unknown): object;
