import { textNeeds } from '@lotsen/contracts';
import type { Reference } from '@lotsen/reference';
import { clausesOf } from './clauses.js';
import { drivingLicencesIn } from './driving-licences.js';
import type { AskedInText } from './found.js';
import { LanguagesInText } from './languages.js';
import { LicencesInText } from './licences.js';
import { plainTextOf } from './plain-text.js';
import { termsIn } from './terms.js';
import { yearsIn } from './years.js';

/** Reads what a text asks for beside skills. It guesses by words, so what it finds never rules anybody out. */
export class AskedInTexts {
  private readonly languages: LanguagesInText;
  private readonly licences: LicencesInText;

  constructor(private readonly reference: Reference) {
    this.languages = new LanguagesInText(reference);
    this.licences = new LicencesInText(reference);
  }

  /** Each thing once, as the text asks for it most strongly; of several numbers of years the highest. In the order of the quotes. */
  find(text: string): AskedInText[] {
    const plain = plainTextOf(text);
    const found = clausesOf(plain.text).flatMap((clause) => [
      ...this.languages.find(clause),
      ...drivingLicencesIn(clause, this.reference),
      ...this.licences.find(clause),
      ...yearsIn(clause),
      ...termsIn(clause),
    ]);
    const kept = new Map<string, AskedInText>();
    for (const one of found) {
      const key = one.kind === 'years' ? 'years' : `${one.kind} ${one.of}`;
      const known = kept.get(key);
      if (!known || isStronger(one, known)) kept.set(key, one);
    }
    const all = [...kept.values()];
    // Fully remote work is found by the words of hybrid work too.
    const remote = all.some(({ kind, of, need }) => kind === 'place-of-work' && of === 'remote' && need !== 'not');
    return all
      .filter(({ kind, of }) => !(remote && kind === 'place-of-work' && of === 'hybrid'))
      .map((one) => ({ ...one, quote: copied(one.quote), at: plain.origin(one.at) }))
      .sort((a, b) => a.at - b.at);
  }
}

/** A slice keeps the whole text in memory until its vacancy is written. */
const copied = (quote: string) => Buffer.from(quote).toString();

function isStronger(one: AskedInText, other: AskedInText): boolean {
  if (one.need !== other.need) return textNeeds.indexOf(one.need) < textNeeds.indexOf(other.need);
  if (one.kind === 'years') return Number(one.of) > Number(other.of);
  return one.level !== null && (other.level === null || one.level > other.level);
}
