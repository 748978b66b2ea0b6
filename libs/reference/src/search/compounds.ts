/** The shortest part that a compound is divided into, in letters. */
const shortest = 4;
/** A word of its own may be shorter. */
const shortestWord = 3;
/** How much more a part counts that is a word of its own than one that only several words share. */
const ownWord = 20;
/** A part belongs to at least this many words, or is one. */
const shared = 2;

/**
 * Divides Swedish compounds into two parts, by what the words of a vocabulary have in common: "lastbilsförare" begins as
 * "lastbilschaufför" does, and ends as "maskinförare" does. No dictionary is needed, and words it never saw can be
 * divided.
 */
export class Compounds {
  private readonly words: ReadonlySet<string>;
  private readonly heads = new Map<string, number>();
  private readonly tails = new Map<string, number>();
  private readonly known = new Map<string, readonly string[]>();

  constructor(vocabulary: Iterable<string>) {
    this.words = new Set(vocabulary);
    for (const word of this.words) {
      for (let at = shortest; at <= word.length - shortest; at += 1) {
        add(this.heads, word.slice(0, at));
        add(this.tails, word.slice(at));
      }
    }
  }

  /** Both parts, the first without the s that joins them; none for a word that is not a compound. */
  partsOf(word: string): readonly string[] {
    const known = this.known.get(word);
    if (known) return known;
    const parts = this.divide(word);
    if (this.words.has(word)) this.known.set(word, parts);
    return parts;
  }

  /** A word of two words as it is written with the s that joins them: "bilmekaniker" in "personbilsmekaniker". */
  joinedByS(word: string): string[] {
    const joined: string[] = [];
    for (let at = shortestWord; at <= word.length - shortest; at += 1) {
      const [head, tail] = [word.slice(0, at), word.slice(at)];
      if (this.words.has(head) && this.weightOf(tail, this.tails) >= shared) joined.push(`${head}s${tail}`);
    }
    return joined;
  }

  private divide(word: string): string[] {
    let best: { weight: number; at: number } | undefined;
    for (let at = shortest; at <= word.length - shortest; at += 1) {
      const head = this.weightOf(word.slice(0, at), this.heads);
      const tail = this.weightOf(word.slice(at), this.tails);
      const weight = Math.min(head, tail) < shared ? 0 : head * tail;
      if (weight > (best?.weight ?? 0)) best = { weight, at };
    }
    if (!best) return [];
    const head = word.slice(0, best.at);
    return [head.length > shortest && head.endsWith('s') ? head.slice(0, -1) : head, word.slice(best.at)];
  }

  private weightOf(part: string, counts: ReadonlyMap<string, number>): number {
    return (counts.get(part) ?? 0) + (this.words.has(part) ? ownWord : 0);
  }
}

function add(counts: Map<string, number>, part: string) {
  counts.set(part, (counts.get(part) ?? 0) + 1);
}
