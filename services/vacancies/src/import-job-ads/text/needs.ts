import type { textNeeds } from '@lotsen/contracts';

export type Need = (typeof textNeeds)[number];

const phrase = (...words: string[]) => new RegExp(String.raw`(?<!\p{L})(?:${words.join('|')})(?!\p{L})`, 'iu');

/** "Inte bara" denies nothing. */
const not = '(?:inte|ej|icke)(?!\\s+(?:bara|enbart|endast|minst)(?!\\p{L}))';
const no = '(?:ingen|inget|inga|varken|no|neither)';
const isAsked = '(?:krävs|behövs|(?:är|is|are) (?:nödvändig|obligatorisk|required|needed|necessary)|required|needed)';

const notNeeded = phrase(
  // "Inget krav", "inte ett måste", "utan krav på".
  `(?:inget|inga|utan|${not}(?: ett| något)?) (?:absolut )?(?:krav|måste)`,
  // "Krävs inte", "vi kräver inte", "behöver du inte", "förekommer ej".
  `(?:krävs|kräver|behövs|behöver|förekommer|ingår|erbjuds|erbjuder|finns|gäller|ställer)(?: (?:du|vi|man|det))? ${not}`,
  `(?:krävs|kräver|behövs|behöver|ställer)(?: (?:du|vi|man|det))? ${no}`,
  `${not} (?:krävs|behövs|behöver|kräver|förekommer|ingår|erbjuds)`,
  // "Inte nödvändigt", "ej aktuellt".
  String.raw`${not} (?:absolut |alls )?(?:nödvändig|obligatorisk|möjlig|aktuell|tillåt)\p{L}*`,
  // "Kan inte arbeta på distans".
  String.raw`(?:kan|får|går)(?: \p{L}+)? ${not} (?:att )?(?:arbeta|jobba|utföras|göras|ske|kombineras|erbjuda|erbjudas)`,
  // "Ingen erfarenhet krävs".
  String.raw`${no}\s+(?:[\p{L}-]+\s+){1,4}${isAsked}`,
  'not (?:strictly )?(?:required|necessary|mandatory|needed|possible|offered|available|allowed|a requirement|a must)',
  "(?:do not|don't|does not|doesn't) (?:need|require|offer)",
  'no (?:requirement|need)',
);
const merit =
  /(?<!\p{L})(?:meriterande|merit(?:er|erar|s)?(?!\p{L})|önskvärt|önskvärd|önskemål|önskas(?!\p{L})|fördel|bra om|ett plus|a plus|is plus|nice[ -]to[ -]have|preferred|preferably|desirable|advantage|advantageous|meritorious|ismeritorious|beneficial)/iu;
/** Also said of what the employer will do. */
const wish = /(?<!\p{L})(?:gärna|helst|bonus)/iu;
const must = phrase('krav|krävs|kräver|måste|required|requirement|must|mandatory|nödvändigt');
/**
 * Of several, the first rules: what is "meriterande men inget krav" is a merit, and what says that something is not
 * needed holds the words of what is.
 */
const cues: readonly (readonly [Need, RegExp])[] = [
  ['merit', merit],
  ['not', notNeeded],
  ['merit', wish],
  ['must', must],
];

/** The words of a text that say how it asks for what it names. */
export interface Cue {
  readonly need: Need;
  readonly from: number;
  readonly to: number;
}

export function cueIn(text: string): Cue | undefined {
  for (const [need, pattern] of cues) {
    const match = pattern.exec(text);
    if (match) return { need, from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

const denial = String.raw`(?<!\p{L})(?:ingen|inget|inga|varken|aldrig|no|neither|nor|without|(?:utan|inte|ej|not)(?!\s+(?:även|också|dessutom|bara|enbart|endast|minst|only|just)(?!\p{L})))\s+(?:(?:krav på|behov av|möjlighet till|form av)\s+)?`;
/** "Inga sena kvällar", "varken körkort eller svenska", and for the second of two "inga kvällar och helger". */
const deniedBefore = new RegExp(
  String.raw`${denial}(?:\p{L}+-?\s+(?:eller|or|nor)\s+){0,4}(?:\p{L}+\s+(?:(?:och|and)\s+)?)?$`,
  'iu',
);
/** "Inga kvällar, nätter eller helger". */
const deniedInList = new RegExp(String.raw`${denial}(?:\p{L}+-?(?:,\s*|\s+(?:eller|och|or|and|nor)\s+)){1,5}$`, 'iu');
/** "Körkort: Nej". */
const deniedAfter = /^\p{L}*\s*[:=–-]\s*(?:nej|ej|no|inget|ingen|inga|none)(?!\p{L})/iu;
/** How far before a word its negation stands. In UTF-16 units. */
const longestDenial = 80;

/** The words that say just of what stands at a place that there is none of it, or that it is not needed. */
export function denialOf(text: string, from: number, to: number, cue: Cue | undefined): Cue | undefined {
  const start = Math.max(0, from - longestDenial);
  const before = text.slice(start, from);
  // In "ingen erfarenhet, svenska krävs" the list ends where something is demanded.
  const said = deniedBefore.exec(before) ?? (cue?.need === 'must' ? null : deniedInList.exec(before));
  if (said) return { need: 'not', from: start + said.index, to };
  const after = deniedAfter.exec(text.slice(to));
  return after ? { need: 'not', from, to: to + after[0].length } : undefined;
}

/** In "svenska krävs, engelska är meriterande" each part says by itself how it asks. */
const parts = /,\s+|\s+(?:och|samt|medan|and|while)\s+/gu;

/** "Men meriterande" is of what stands before it. */
const bare = /^(?:[\s,.()]|(?:men|dock|det|detta|är|ses|som|ett|en|but|is|it|a|an)(?!\p{L}))*$/iu;
const isBare = (part: string, { from, to }: Cue) => bare.test(part.slice(0, from) + part.slice(to));

/** Where the statements of a clause start: each names something and has a cue. */
export function statementsOf(text: string): number[] {
  const starts = [0];
  let isRuled = false;
  // Where parts start that stand between the last cue and the next.
  let loose: number | undefined;
  let from = 0;
  for (const next of [...[...text.matchAll(parts)].map(({ index, 0: sign }) => index + sign.length), text.length]) {
    const part = text.slice(from, next);
    const cue = cueIn(part);
    if (!cue || (isRuled && isBare(part, cue))) loose ??= from;
    else {
      // "Svenska krävs, engelska och tyska är meriterande" against "krav: svenska, engelska och gärna tyska".
      const isAtEnd = cue.from > part.length - cue.to;
      if (isRuled) starts.push(isAtEnd ? (loose ?? from) : from);
      isRuled = true;
      loose = undefined;
    }
    from = next;
  }
  return starts;
}
