import { fold, type Reference } from '@lotsen/reference';

/**
 * What a UTF-16 unit is in a word: 0 no part of one, 1 a letter or digit, 2 a sign that may follow one ("C++", "C#").
 */
const kinds = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
  const letter = String.fromCharCode(unit);
  return /[\p{L}\p{N}]/u.test(letter) ? 1 : /[+#]/u.test(letter) ? 2 : 0;
});

/**
 * Where a word stands in a text. The hash shows whether it may be a sought word, so that no string is made of the
 * others.
 */
interface Word {
  readonly from: number;
  readonly to: number;
  readonly hash: number;
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    const from = at;
    let hash = 0;
    for (let unit = text.charCodeAt(at); at < text.length; unit = text.charCodeAt(++at)) {
      const kind = kinds[unit];
      if (kind === 0 || (kind === 2 && at === from)) break;
      hash = (Math.imul(hash, 31) + unit) | 0;
    }
    if (at > from) words.push({ from, to: at, hash });
    else at += 1;
  }
  return words;
}

interface Phrase {
  readonly words: readonly string[];
  readonly skill: string;
}

/**
 * In UTF-16 units; ads are a tenth as long. Text beyond it is not read: a megabyte of short words took half a second.
 */
const longestText = 30_000;

/**
 * Finds skills whose label or keyword occurs in a text word for word. Only exact concepts count: a label that stands
 * for two concepts, or is too short to be told from ordinary words, finds nothing. What is found is marked as found in
 * text.
 */
export class SkillsInText {
  /** Keyed by the hash of the first word; the longest phrase first. */
  private readonly phrases = new Map<number, Phrase[]>();

  constructor(reference: Reference) {
    const owners = new Map<string, Set<string>>();
    const add = (label: string, skill: string) => {
      const folded = fold(label);
      const key = wordsOf(folded)
        .map(({ from, to }) => folded.slice(from, to))
        .join(' ');
      if (key.length < 4) return;
      owners.set(key, (owners.get(key) ?? new Set()).add(skill));
    };
    for (const skill of reference.skills()) {
      if (!reference.licence(skill.id)) for (const label of spellings(skill.label)) add(label, skill.id);
    }
    for (const keyword of reference.keywords) {
      if (keyword.kind === 'skill' && keyword.ids.length === 1) add(keyword.word, keyword.ids[0] as string);
    }
    for (const [key, skills] of owners) {
      if (skills.size > 1) continue;
      const { hash } = wordsOf(key)[0] as Word;
      const phrase = { words: key.split(' '), skill: [...skills][0] as string };
      this.phrases.set(hash, [...(this.phrases.get(hash) ?? []), phrase]);
    }
    for (const list of this.phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  }

  /** Ids in ascending order, at most `most`. */
  find(text: string, most = 50): string[] {
    const folded = fold(text.slice(0, longestText));
    const words = wordsOf(folded);
    const wordAt = (at: number) => {
      const word = words[at];
      return word && folded.slice(word.from, word.to);
    };
    const found = new Set<string>();
    for (let at = 0; at < words.length; at++) {
      const match = this.phrases
        .get((words[at] as Word).hash)
        ?.find((phrase) => phrase.words.every((word, i) => wordAt(at + i) === word));
      if (match) {
        found.add(match.skill);
        at += match.words.length - 1;
      }
    }
    return [...found].sort().slice(0, most);
  }
}

/** "Python, programmeringsspråk" is found as "Python"; "Machine learning/Maskininlärning" is two spellings. */
function spellings(label: string): string[] {
  const main = label.replace(/, programmeringsspråk$/u, '');
  return main.split('/').map((part) => part.trim());
}
