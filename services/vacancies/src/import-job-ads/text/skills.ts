import type { Reference, SkillWords } from '@lotsen/reference';
import { type Clause, clausesOf } from './clauses.js';
import { plainTextOf } from './plain-text.js';
import { Context } from './skill-context.js';
import { type Phrase, phrasesOf } from './skill-phrases.js';
import { stemOf, type Word, wordsOf } from './words.js';

const schools = {
  grundskola: /grundskol|årskurs|(?<!\p{L})åk(?!\p{L})|mellanstadi|högstadi|lågstadi|f-[369]/giu,
  gymnasium: /gymnasi(?:et|elär|esko|um)/giu,
};
/** "Försäljningserfarenhet", "SQL-kunskaper": what is before the head is asked for. */
const head = /^(?<of>.{4,}?)s?(?:erfarenhet(?:er)?|kunskap(?:er)?|kompetens(?:er)?)$/u;

/** A spelling that was found in a text. */
export interface FoundSkill {
  readonly skill: string;
  readonly spelling: string;
}

/**
 * Finds the skills that a text asks for, by the labels and keywords of the taxonomy, and by everyday words for them. The
 * longest spelling wins. What stands where the employer speaks of itself is not asked for. What is found is marked as
 * found in text.
 */
export class SkillsInText {
  private readonly phrases: ReadonlyMap<string, readonly Phrase[]>;

  constructor(reference: Reference, words: SkillWords) {
    this.phrases = phrasesOf(reference, words);
  }

  /** Ids in ascending order, at most `most`. */
  find(text: string, most = 50): string[] {
    return [...new Set(this.spellings(text).map(({ skill }) => skill))].sort().slice(0, most);
  }

  /** Each spelling that was found, with its skill. */
  spellings(text: string): FoundSkill[] {
    const read = plainTextOf(text).text;
    const school = schoolOf(read);
    return clausesOf(read)
      .filter(({ need }) => need !== 'not')
      .flatMap((clause) => this.inClause(clause, school));
  }

  private inClause(clause: Clause, school: Phrase['school']): FoundSkill[] {
    const words = wordsOf(clause.text);
    const context = new Context(clause);
    const found: Phrase[] = [];
    for (let at = 0; at < words.length; at++) {
      const phrase = this.phraseAt(words, at, context, school);
      if (!phrase) continue;
      found.push(phrase);
      at += phrase.stems.length - 1;
    }
    const hasCompany = found.some(({ name, only }) => name && only !== 'in-company');
    return found.filter(({ only }) => only !== 'in-company' || hasCompany);
  }

  private phraseAt(words: readonly Word[], at: number, context: Context, school: Phrase['school']) {
    const { stem, written: word, from } = words[at] as Word;
    const matches = ({ stems, written, name, only, school: own }: Phrase) =>
      stems.every((one, i) => words[at + i]?.stem === one) &&
      written.every((one, i) => one === undefined || words[at + i]?.written === one) &&
      (own === undefined || own === school) &&
      (only === undefined || only === 'in-company' || context.speaksOf(only)) &&
      (name || only === 'teaching' || context.asksAt(from));
    const phrase = this.phrases.get(stem)?.find(matches);
    if (phrase) return phrase;
    const of = head.exec(word.toLowerCase())?.groups?.of;
    return of && this.phrases.get(stemOf(of))?.find(({ stems, name }) => stems.length === 1 && !name);
  }
}

/** The level of school that a text speaks of most. */
function schoolOf(text: string): Phrase['school'] {
  const [grundskola, gymnasium] = [schools.grundskola, schools.gymnasium].map(
    (said) => text.match(said)?.length ?? 0,
  ) as [number, number];
  return grundskola === gymnasium ? undefined : grundskola > gymnasium ? 'grundskola' : 'gymnasium';
}
