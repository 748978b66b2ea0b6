import { cueIn, type Need, statementsOf } from './needs.js';

/** A piece of an ad's text that says one thing. */
export interface Clause {
  readonly text: string;
  /** Where it starts in the ad's text, in UTF-16 units. */
  readonly from: number;
  readonly need: Need;
  /** Whether it is about what the person has, about the work, or about the employer, its offer and how to apply. */
  readonly of: 'person' | 'work' | 'employer';
}

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

/** To the end of the line nothing but how what stands before is asked for: "men inget krav", "- meriterande". */
const onlyNeed = String.raw`(?:(?:det är|är|ett|en|inget|inte|ej|is|not|an?|no) ){0,3}(?:krav|meriterande|merit|plus|fördel|önskvärt|requirement|required|mandatory|advantage)\P{L}*$`;
const ends = new RegExp(
  [
    // Of a sentence, of a line and of an item of a list. A sign between blanks starts an item.
    String.raw`(?<![.!?;])[.!?;]+(?=\s|$)|\n\s*`,
    String.raw`\s[•·●▪*–-]\s+(?!${onlyNeed})|•|·|●`,
    // Before a wish at the end of a sentence, "..., gärna engelska", and what is opposed, "..., men engelska krävs".
    String.raw`,\s+(?=(?:gärna|helst|preferably|ideally|meriterande)\s+\p{L})`,
    String.raw`(?<!\s)\s+(?=och har du (?:dessutom|även|också)|(?:men|but)\s(?!${onlyNeed}))`,
  ].join('|'),
  'gimu',
);

/** In UTF-16 units. Sentences of ads are shorter; what is longer is a list without signs, or no text at all. */
const longestClause = 600;

/** A line or a sentence starts behind them, unless it is an item of a list. */
const startsAnew = /^$|[\n.!?;]/u;
const bullet = /[•·●▪*–-]\s*$/u;
const startsAsItem = /^\s*[•·●▪*–-]/u;

const blankLine = /\n\s*\n/u;
/** "Engelska är meriterande", and not "det är meriterande om du har". */
const ownWish = /^(?!(?:det|detta|följande|it|this|the following)\s).*\s(?:är|is|are)\s(?:\p{L}+\s)?\p{L}+$/iu;

/** Whether a line may say what the lines below it are. A sentence and an item say something of their own only. */
const mayHead = (line: string, before: string, after: string) =>
  startsAnew.test(before) && !isItem(line, before) && !/[.!?;]/u.test(after);
const isItem = (line: string, before: string) => bullet.test(before) || startsAsItem.test(line);

/**
 * Divides an ad's text into clauses. A heading such as "Meriterande:" says what the list below it is, until the next
 * heading; what a clause says of itself comes first.
 */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let section: Need = 'must';
  let of: Clause['of'] = 'work';
  let isOpen = false;
  const add = (from: number, to: number, before: string, after: string) => {
    const piece = text.slice(from, to);
    if (!/[\p{L}\p{N}]/u.test(piece)) return;
    const line = piece.trim();
    const isShort =
      line.length <= headingMost && line.split(/\s+/u).length <= headingMostWords && mayHead(line, before, after);
    const isHeading = line.length <= headingMost && (line.endsWith(':') || (isShort && heading.test(line)));
    const own = cueIn(piece)?.need;
    if (isHeading || (isShort && own === 'merit' && !ownWish.test(line))) {
      // "Inga krav på erfarenhet" says nothing of what follows.
      section = own && (own !== 'not' || line.endsWith(':')) ? own : 'must';
      isOpen = false;
    } else {
      // A list ends at a blank line that no item follows.
      if (isOpen && blankLine.test(before) && !isItem(line, before)) section = 'must';
      isOpen = true;
    }
    if (isHeading) of = ofEmployer.test(line) ? 'employer' : ofPerson.test(line) ? 'person' : 'work';
    const about = aboutOf(piece, of);
    const starts = statementsOf(piece);
    for (const [at, start] of starts.entries()) {
      const said = piece.slice(start, starts[at + 1]);
      clauses.push({ text: said, from: from + start, need: cueIn(said)?.need ?? section, of: about });
    }
  };
  let from = 0;
  let before = '';
  for (const { index: to, 0: after } of [...text.matchAll(ends), { index: text.length, 0: '' }]) {
    // Patterns that look around take a time that grows with the square of a clause.
    for (; to - from > longestClause; from += longestClause) add(from, from + longestClause, before, '.');
    add(from, to, before, after);
    from = to + after.length;
    before = after;
  }
  return clauses;
}

function aboutOf(text: string, section: Clause['of']): Clause['of'] {
  if (section === 'person' && !ofItself.test(text)) return section;
  return employer.test(text) && !ofReader.test(text) ? 'employer' : section;
}
