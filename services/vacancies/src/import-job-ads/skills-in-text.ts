import { fold, type Reference } from '@lotsen/reference';

/** A word, or a run of letters, digits, + and # ("C++", "C#"). */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}+#]*/gu;

const words = (text: string) => fold(text).match(wordPattern) ?? [];

/**
 * Finds skills whose label or keyword stands in a text word for word. Exact concepts only: a label that stands for two
 * concepts, or is too short to be told from ordinary words, finds nothing. What is found is marked as found in text.
 */
export class SkillsInText {
  /** First word → candidates, the longest first. */
  private readonly phrases = new Map<string, { readonly words: readonly string[]; readonly skill: string }[]>();

  constructor(reference: Reference) {
    const owners = new Map<string, Set<string>>();
    const add = (label: string, skill: string) => {
      const key = words(label).join(' ');
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
      const phrase = { words: key.split(' '), skill: [...skills][0] as string };
      const first = phrase.words[0] as string;
      this.phrases.set(first, [...(this.phrases.get(first) ?? []), phrase]);
    }
    for (const list of this.phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  }

  /** Ids in order of id; at most `most`. */
  find(text: string, most = 50): string[] {
    const tokens = words(text);
    const found = new Set<string>();
    for (let at = 0; at < tokens.length; at++) {
      const match = this.phrases
        .get(tokens[at] as string)
        ?.find((phrase) => phrase.words.every((word, i) => tokens[at + i] === word));
      if (match) {
        found.add(match.skill);
        at += match.words.length - 1;
      }
    }
    return [...found].sort().slice(0, most);
  }
}

/** "Python, programmeringsspråk" is written "Python"; "Machine learning/Maskininlärning" is two spellings. */
function spellings(label: string): string[] {
  const main = label.replace(/, programmeringsspråk$/u, '');
  return main.split('/').map((part) => part.trim());
}
