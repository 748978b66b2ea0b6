/** Which command leads from which status to which; 'none' is an aggregate that is not there yet. */
export type Transitions<Status extends string> = Readonly<Record<string, Partial<Record<Status | 'none', Status>>>>;

/** Where a command leads; undefined where the table does not allow it. */
export function statusAfter<Status extends string, Table extends Transitions<Status>>(
  transitions: Table,
  command: keyof Table & string,
  from: Status | undefined,
): Status | undefined {
  return transitions[command]?.[from ?? 'none'];
}
