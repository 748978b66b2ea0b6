import type { CrosswalkTitle } from '../esco.js';
import type { Reference } from '../reference.js';
import type { SearchKind } from '../search-kinds.js';
import { Compounds } from './compounds.js';
import { entriesOf } from './entries.js';
import { escoEntries } from './esco-entries.js';
import { tokensOf } from './tokens.js';
import { type Entry, type Hit, WordIndex } from './word-index.js';

/** Finds entries of the reference data by word. The index of a list is built when the list is first searched. */
export class ReferenceSearch {
  private readonly indexes = new Map<SearchKind, WordIndex>();
  private dividesCompounds: Compounds | undefined;

  constructor(private readonly reference: Reference) {}

  /** The best entries of a list for a text in Swedish, the best first; none for a text without a word. */
  search(kind: SearchKind, text: string, most: number): Hit[] {
    let index = this.indexes.get(kind);
    if (!index) {
      index = kind === 'esco-occupation' ? this.escoIndex() : this.indexOf(entriesOf(kind, this.reference));
      this.indexes.set(kind, index);
    }
    return index.search(text, most);
  }

  /**
   * The index of ESCO's occupations.
   * @param isHidden leaves titles of the crosswalk out, so that a measure can ask for a title as if it were unknown.
   */
  escoIndex(isHidden: (title: CrosswalkTitle) => boolean = () => false): WordIndex {
    const titles = [...this.reference.esco.titles()].filter((title) => !isHidden(title));
    return this.indexOf(escoEntries(this.reference, titles, this.compounds));
  }

  indexOf(entries: readonly Entry[]): WordIndex {
    return new WordIndex(entries, this.compounds, this.reference.equivalents);
  }

  private get compounds(): Compounds {
    this.dividesCompounds ??= new Compounds(vocabularyOf(this.reference));
    return this.dividesCompounds;
  }
}

/** The words of all labels in Swedish, and those that are said instead. */
function* vocabularyOf(reference: Reference): Iterable<string> {
  for (const word of Object.keys(reference.equivalents)) yield* tokensOf(word);
  for (const list of [reference.occupations(), reference.groups(), reference.skills()]) {
    for (const { label } of list) yield* tokensOf(label);
  }
}
