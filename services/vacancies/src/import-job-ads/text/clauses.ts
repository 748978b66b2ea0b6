import type { textNeeds } from '@lotsen/contracts';

export type Need = (typeof textNeeds)[number];

/** A piece of an ad's text that says one thing. */
export interface Clause {
  readonly text: string;
  /** Where it starts in the ad's text, in UTF-16 units. */
  readonly from: number;
  readonly need: Need;
  /** Whether it is about what the person has, about the work, or about the employer, its offer and how to apply. */
  readonly of: 'person' | 'work' | 'employer';
}

const merit =
  /(?<!\p{L})(?:meriterande|merit(?:er|erar|s)?(?!\p{L})|önskvärt|önskvärd|gärna|fördel|ett plus|a plus|is plus|nice[ -]to[ -]have|preferred|preferably|desirable|bonus|advantage|advantageous|meritorious|ismeritorious|beneficial|helst)/iu;
const notNeeded =
  /(?<!\p{L})(?:inget krav|inga krav|krävs (?:ej|inte)|(?:är|är det) inte (?:ett )?krav|ej (?:ett )?krav|behöver (?:du )?inte|not (?:required|necessary|mandatory|a requirement)|no requirement|is not needed)(?!\p{L})/iu;
const must = /(?<!\p{L})(?:krav|krävs|kräver|måste|required|requirement|must|mandatory|nödvändigt)(?!\p{L})/iu;
/** A line that says what the lines below it are: with a colon, or short and without a full stop. */
const headingMost = 70;
const headingMostWords = 6;

/** Words of headings: what follows one is asked for, until a heading says that it is a wish. */
const heading =
  /(?<!\p{L})(?:kvalifikation\p{L}*|krav\p{L}*|profil|om dig|om oss|om rollen|om tjänsten|erbjuder|ansök\p{L}*|arbetsuppgifter|bakgrund|övrigt|personliga|kompetens|qualifications?|required?|requirements?|about|offer|responsibilities|education|location|who|experience|skills|we are looking|you bring)(?!\p{L})/iu;

/** Of headings, those below which the employer speaks of itself. */
const ofEmployer =
  /(?<!\p{L})(?:om (?:oss|företaget|arbetsgivaren|arbetsplatsen|verksamheten)|(?:vi|att) erbjud\p{L}*|vårt erbjudande|erbjuder vi|förmåner|övrigt|ansök\p{L}*|about (?:us|the company)|who we are|we offer|benefits|offer|perks|how to apply|application|information|bra att veta|kontakt\p{L}*)(?!\p{L})/iu;

/** The employer speaks of itself, and of nobody who would work there. */
const employer =
  /(?<!\p{L})(?:vi|oss|vår|våra|vårt|företaget|bolaget|koncernen|kunden|kundens|we|our|us|company)(?!\p{L})/iu;
const ofPerson =
  /(?<!\p{L})(?:kvalifikation\p{L}*|krav\p{L}*|profil|om dig|vem är du|du (?:har|är)|bakgrund|merit\p{L}*|kompetens\p{L}*|söker|qualifications?|required?|requirements?|experience|skills|looking for|you (?:bring|have|are)|who you are|your profile|nice to have|must have)(?!\p{L})/iu;
/** Also below a heading about the person. */
const ofItself =
  /^\P{L}*(?:vi|we|vår\p{L}*|our|företaget|bolaget)(?!\p{L})(?!\s+(?:söker|ser|tror|vill|önskar|värdesätter|look|seek|expect|require|want|believe|think|are looking))/iu;
const ofReader = /(?<!\p{L})(?:du|dig|din|dina|ditt|you|your)(?!\p{L})/iu;

/**
 * Ends of a sentence, of a list item and of a line. A dash or star between blanks starts a list item, and so does a wish
 * at the end of a sentence, "..., gärna engelska", and what is opposed: "..., men engelska krävs".
 */
const ends =
  /(?<![.!?;])[.!?;]+(?=\s|$)|\n\s*|\s[•·●▪*–-]\s+|•|·|●|,\s+(?=(?:gärna|helst|preferably|ideally|meriterande)(?!\p{L}))|(?<!\s)\s+(?=och har du (?:dessutom|även|också)|(?:men|but)\s)/gu;

/** In UTF-16 units. Sentences of ads are shorter; what is longer is a list without signs, or no text at all. */
const longestClause = 600;

/**
 * Divides an ad's text into clauses. A heading such as "Meriterande:" says what the list below it is, until the next
 * heading; what a clause says of itself comes first.
 */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let section: Need = 'must';
  let of: Clause['of'] = 'work';
  let from = 0;
  const add = (until: number) => {
    // Patterns that look around take a time that grows with the square of a clause.
    for (; until - from > longestClause; from += longestClause) addPiece(from + longestClause);
    addPiece(until);
  };
  const addPiece = (to: number) => {
    const piece = text.slice(from, to);
    if (!/[\p{L}\p{N}]/u.test(piece)) return;
    const own = needOf(piece);
    const line = piece.trim();
    const isShort = line.length <= headingMost && line.split(/\s+/u).length <= headingMostWords;
    const isHeading = line.length <= headingMost && (line.endsWith(':') || (isShort && heading.test(line)));
    if (isHeading || (isShort && merit.test(line))) section = own ?? 'must';
    if (isHeading) of = ofEmployer.test(line) ? 'employer' : ofPerson.test(line) ? 'person' : 'work';
    clauses.push({ text: piece, from, need: own ?? section, of: aboutOf(piece, of) });
  };
  for (const end of text.matchAll(ends)) {
    add(end.index);
    from = end.index + end[0].length;
  }
  add(text.length);
  return clauses;
}

function aboutOf(text: string, section: Clause['of']): Clause['of'] {
  if (section === 'person' && !ofItself.test(text)) return section;
  return employer.test(text) && !ofReader.test(text) ? 'employer' : section;
}

function needOf(text: string): Need | undefined {
  if (notNeeded.test(text)) return 'not';
  if (merit.test(text)) return 'merit';
  return must.test(text) ? 'must' : undefined;
}
