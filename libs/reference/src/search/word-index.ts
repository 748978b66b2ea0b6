import MiniSearch, { type Query } from 'minisearch';
import { fold } from '../fold.js';
import type { Compounds } from './compounds.js';
import { swapsOf, tokensOf, withoutDots } from './tokens.js';

/** What can be found: its label, and other texts that lead to it. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Texts that mean the same or nearly: keywords, codes, titles that are matched with it. */
  readonly synonyms: readonly string[];
  /** Texts about what it belongs to. They count less. */
  readonly groups: readonly string[];
  /** What the work takes. */
  readonly skills: readonly string[];
  /** Words that are likely to translate those of the label. */
  readonly translations: readonly string[];
  /** Of what many people mean by a word, this is the usual one. */
  readonly isUsual?: boolean;
}

/** Why an entry was found, the best reason first. */
export const findings = ['label', 'synonym', 'part', 'typing-error', 'skill', 'translation', 'group'] as const;
export type Finding = (typeof findings)[number];

export interface Hit {
  readonly id: string;
  readonly label: string;
  readonly because: Finding;
  /** The text in which it was found, where that is not the label. */
  readonly text: string | null;
}

type Field = 'label' | 'synonym' | 'part' | 'dotless' | 'skill' | 'translation' | 'group';
const fields: Field[] = ['label', 'synonym', 'part', 'dotless', 'skill', 'translation', 'group'];

/** Weights by measure: docs/decisions/0031-search-by-word.md. */
const weights: Record<Field, number> = {
  label: 3,
  synonym: 2,
  part: 0.8,
  dotless: 1.5,
  skill: 2,
  translation: 2,
  group: 0.8,
};
/** How much more a label counts that begins with the text, and one that is usual. */
const begun = 3;
const usual = 1.6;
/** A part counts the same wherever it is found: "förare" alone says no more than "lastbilsförare" does. */
const weightsOfPart: Partial<Record<Field, number>> = {
  label: 0.8,
  synonym: 1,
  part: 0.8,
  skill: 1.6,
  translation: 1.6,
  group: 0.6,
};
/** How much less than a word of the text words count that mean the same, and words that it misspells. */
const ofMeaning = 0.7;
const ofSwap = 0.5;
/** How much less than a word the compounds count that end with it: what somebody calls "elektriker" is one of them. */
const ofEnding = 0.8;
/** A word that is shorter may well be another word, not a misspelt one, or end words that have nothing to do with it. */
const longEnough = { forTypo: 5, forTwoTypos: 9, forEnding: 5, forPrefix: 3 };

/** One list of entries, searched by word. */
export class WordIndex {
  private readonly index: MiniSearch;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly folded: ReadonlyMap<string, string>;
  private readonly terms = new Set<string>();

  constructor(
    entries: readonly Entry[],
    private readonly compounds: Compounds,
    private readonly equivalents: Readonly<Record<string, readonly string[]>>,
  ) {
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.folded = new Map(entries.map(({ id, label }) => [id, fold(label)]));
    this.index = new MiniSearch({ fields, tokenize: (text) => text.split(' '), processTerm: (term) => term });
    this.index.addAll(entries.map((entry) => this.documentOf(entry)));
  }

  /** The best entries for a text, the best first: those labelled exactly so, then by how well their words fit. */
  search(text: string, most: number): Hit[] {
    const words = tokensOf(text);
    if (words.length === 0) return [];
    const wanted = fold(text);
    const readings = this.readingsOf(words);
    return this.index
      .search(this.queryOf(readings))
      .map(({ id, score, match }) => {
        const label = this.folded.get(id) as string;
        const begins = label.startsWith(wanted) || readings.phrases.some((phrase) => label.startsWith(phrase));
        return {
          id: id as string,
          match,
          exact: label === wanted ? 2 : Number(readings.phrases.includes(label)),
          score: score * (begins ? begun : 1) * (this.entryOf(id as string).isUsual ? usual : 1),
        };
      })
      .sort((a, b) => b.exact - a.exact || b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, most)
      .map(({ id, match }) => this.hitOf(id, readings, match));
  }

  private documentOf({ id, label, synonyms, groups, skills, translations }: Entry): Record<Field | 'id', string> {
    const [own, others] = [tokensOf(label), synonyms.flatMap(tokensOf)];
    const all = [...own, ...others];
    const parts = all.flatMap((word) => this.compounds.partsOf(word));
    const dotless = all.map(withoutDots).filter((word, at) => word !== all[at]);
    for (const word of [...all, ...parts, ...dotless]) this.terms.add(word);
    const text = (words: readonly string[]) => words.join(' ');
    const withParts = (texts: readonly string[]) =>
      text(texts.flatMap(tokensOf).flatMap((word) => [word, ...this.compounds.partsOf(word)]));
    return {
      id,
      label: text(own),
      synonym: text(others),
      part: text(parts),
      dotless: text(dotless),
      skill: withParts(skills),
      translation: text(translations),
      group: withParts(groups),
    };
  }

  /** What a word of a query stands for: itself, its parts, and words that mean the same. */
  private readingsOf(words: readonly string[]): Readings {
    const parts = new Set(words.flatMap((word) => this.compounds.partsOf(word)));
    const meantBy = (some: Iterable<string>) =>
      [...some].flatMap((word) => this.equivalents[word] ?? []).flatMap(tokensOf);
    const phrases = [words.join(' '), ...words].flatMap((word) => this.equivalents[word] ?? []).map(fold);
    const meant = new Set(phrases.flatMap(tokensOf));
    for (const word of meantBy(parts)) parts.add(word);
    // Only one word alone: beside others, the whole word is meant.
    const endings = new Set(words.length === 1 ? words.flatMap((word) => this.endingWith(word)) : []);
    return { words, parts, phrases, meant, endings };
  }

  /** The compounds that end with a word: "installationselektriker" with "elektriker", "personbilsmekaniker" with "bilmekaniker". */
  private endingWith(word: string): string[] {
    if (word.length < longEnough.forEnding) return [];
    const endings = [word, ...this.compounds.joinedByS(word)];
    return [...this.terms].filter((term) => endings.some((ending) => term !== word && term.endsWith(ending)));
  }

  private queryOf({ words, parts, meant, endings }: Readings): Query {
    const boost = weights;
    const hasEquivalent = (text: string) => this.equivalents[text] !== undefined;
    const isKnownWhole = endings.size > 0 || hasEquivalent(words.join(' '));
    const queries: Query[] = words.flatMap((word): Query[] => {
      const isKnown = isKnownWhole || this.terms.has(word) || hasEquivalent(word);
      const swaps = isKnown ? [] : swapsOf(word).filter((swap) => this.terms.has(swap));
      const isTypo = !isKnown && swaps.length === 0 && word.length >= longEnough.forTypo;
      const fuzzy = isTypo ? (word.length < longEnough.forTwoTypos ? 1 : 2) : false;
      const prefix = word.length >= longEnough.forPrefix || (words.length === 1 && word.length > 1);
      return [
        { queries: [word], prefix, fuzzy, boost },
        ...swaps.map((swap) => ({ queries: [swap], boost, boostTerm: () => ofSwap })),
      ];
    });
    queries.push(...[...endings].map((term) => ({ queries: [term], boost, boostTerm: () => ofEnding })));
    queries.push(...[...parts].map((part) => ({ queries: [part], boost: weightsOfPart })));
    queries.push(...[...meant].map((word) => ({ queries: [word], boost, boostTerm: () => ofMeaning })));
    return { combineWith: 'OR', queries };
  }

  private hitOf(id: string, readings: Readings, match: Readonly<Record<string, string[]>>): Hit {
    const { label, synonyms, skills } = this.entryOf(id);
    const reasons = Object.entries(match).map(([term, found]) => ({
      term,
      because: findingOf(term, found as Field[], readings),
    }));
    reasons.sort((a, b) => findings.indexOf(a.because) - findings.indexOf(b.because));
    const { because, term } = reasons[0] as (typeof reasons)[number];
    const holds = (text: string) =>
      tokensOf(text).some((word) => word === term || this.compounds.partsOf(word).includes(term));
    const text = (because === 'skill' ? skills : synonyms).find(holds) ?? null;
    return { id, label, because, text: because === 'label' ? null : text };
  }

  private entryOf(id: string): Entry {
    return this.entries.get(id) as Entry;
  }
}

interface Readings {
  readonly words: readonly string[];
  readonly parts: ReadonlySet<string>;
  /** What is said instead of the whole text or of a word, as it is labelled. */
  readonly phrases: readonly string[];
  readonly meant: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
}

function findingOf(term: string, found: readonly Field[], { words, parts, meant, endings }: Readings): Finding {
  const around = found.filter((field) => field === 'skill' || field === 'translation' || field === 'group');
  if (around.length === found.length) return findings.find((finding) => found.includes(finding as Field)) as Finding;
  const isSpelt = words.some((word) => term.startsWith(word));
  if (isSpelt && (found.includes('label') || found.includes('dotless'))) return 'label';
  if (meant.has(term) || (isSpelt && found.includes('synonym'))) return 'synonym';
  return isSpelt || parts.has(term) || endings.has(term) ? 'part' : 'typing-error';
}
