import type { Reference } from '../reference.js';
import type { SearchKind } from '../search-kinds.js';
import { Compounds } from './compounds.js';
import { entriesOf } from './entries.js';
import { tokensOf } from './tokens.js';
import { type Entry, type Hit, WordIndex } from './word-index.js';

/** Finds entries of the reference data by word. The index of a list is built when the list is first searched. */
export class ReferenceSearch {
  private readonly indexes = new Map<SearchKind, WordIndex>();
  private compounds: Compounds | undefined;

  constructor(private readonly reference: Reference) {}

  /** The best entries of a list for a text in Swedish, the best first; none for a text without a word. */
  search(kind: SearchKind, text: string, most: number): Hit[] {
    let index = this.indexes.get(kind);
    if (!index) {
      index = this.indexOf(entriesOf(kind, this.reference));
      this.indexes.set(kind, index);
    }
    return index.search(text, most);
  }

  indexOf(entries: readonly Entry[]): WordIndex {
    this.compounds ??= new Compounds(vocabularyOf(this.reference));
    return new WordIndex(entries, this.compounds, this.reference.equivalents);
  }
}

/** The words of all labels in Swedish. */
function* vocabularyOf(reference: Reference): Iterable<string> {
  const lists = [reference.occupations(), reference.groups(), reference.skills(), reference.esco.titles()];
  for (const list of lists) for (const { label } of list) yield* tokensOf(label);
}
