import type { CompactKinship } from './compact.js';
import type { Kinship, KinshipBasis } from './types.js';

/** The bases by their codes in the compact format, and how many positions follow each code. */
export const kinshipCodes: readonly (readonly [KinshipBasis, number])[] = [
  ['group', 0],
  ['label', 0],
  ['neighbour', 1],
  ['skills', 1],
  ['skills', 2],
  ['skills', 3],
];

/** The shipped kinship of occupation names. The rows of an occupation are read when it is first asked for. */
export class KinshipTable {
  private readonly positions: ReadonlyMap<string, number>;
  private readonly known = new Map<string, ReadonlyMap<string, Kinship>>();

  constructor(private readonly table: CompactKinship) {
    this.positions = new Map(table.occupations.map((id, at) => [id, at]));
  }

  /** Rows with an id that is not known in the taxonomy, which may be newer, are dropped. */
  of(person: string, isKnown: (id: string) => boolean): ReadonlyMap<string, Kinship> {
    const known = this.known.get(person);
    if (known) return known;
    const kin = this.read(this.table.kin[this.positions.get(person) ?? -1] ?? [], isKnown);
    this.known.set(person, kin);
    return kin;
  }

  private read(row: readonly number[], isKnown: (id: string) => boolean): Map<string, Kinship> {
    const kin = new Map<string, Kinship>();
    for (let at = 0; at < row.length; ) {
      const job = this.table.occupations[row[at] as number] as string;
      const [code, percent] = [Math.floor((row[at + 1] as number) / 100), (row[at + 1] as number) % 100];
      const [basis, following] = kinshipCodes[code] as (typeof kinshipCodes)[number];
      const end = at + 2 + following;
      const ids = basis === 'skills' ? this.table.skills : this.table.occupations;
      const through = row.slice(at + 2, end).map((position) => ids[position] as string);
      if ([job, ...through].every(isKnown)) kin.set(job, { percent, basis, through });
      at = end;
    }
    return kin;
  }
}
