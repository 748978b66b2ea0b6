/** An arrow. null stands for no state: before the thing exists, or after its end. */
export interface Arrow {
  readonly from: string | null;
  readonly to: string | null;
  readonly label?: string;
}

/** A Mermaid state diagram. Arrows between the same two states are drawn as one, with all their labels. */
export function diagram(states: readonly string[], arrows: readonly Arrow[]): string {
  const labels = new Map<string, string[]>();
  for (const { from, to, label } of arrows) {
    const line = `${idOf(from)} --> ${idOf(to)}`;
    labels.set(line, [...(labels.get(line) ?? []), ...(label ? [label] : [])]);
  }
  const lines = [
    // A hyphen ends an id in Mermaid.
    ...states.filter((state) => state !== idOf(state)).map((state) => `state "${state}" as ${idOf(state)}`),
    ...[...labels].map(([line, all]) => (all.length > 0 ? `${line}: ${all.join(', ')}` : line)),
  ];
  return ['```mermaid', 'stateDiagram-v2', ...lines.map((line) => `  ${line}`), '```'].join('\n');
}

const idOf = (state: string | null) => state?.replaceAll('-', '_') ?? '[*]';
