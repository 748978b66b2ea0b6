import type { CefrLevel, Reference } from '@lotsen/reference';
import { alternativesIn } from './alternatives.js';
import type { Clause } from './clauses.js';
import { type AskedInText, foundIn } from './found.js';
import { cueIn } from './needs.js';
import { isOfOthers } from './others.js';

/** English names of languages that ads name, by ISO 639 code; their Swedish names are the taxonomy's. */
const inEnglish: Readonly<Record<string, string>> = {
  sv: 'swedish',
  en: 'english',
  fi: 'finnish',
  no: 'norwegian',
  da: 'danish',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  nl: 'dutch',
  pl: 'polish',
  ru: 'russian',
  uk: 'ukrainian',
  ar: 'arabic',
  so: 'somali',
  fa: 'persian',
  tr: 'turkish',
  zh: 'chinese',
  ja: 'japanese',
  pt: 'portuguese',
};

/** That somebody knows or uses a language, and not that they teach it or that something is Swedish. */
const use =
  /(?<!\p{L})(?:tal(?!\p{L})|skrift|flytande|kunskap|kunskaper|behärsk\w*|talar?|talat|pratar?|skriver|skriva|läser|läsa|fluen\w+|speak\w*|spoken|writ\w+|verbal\w*|oral\w*|språk\w*|kommunicera\w*|kommunikati\w+|language\w*|profici\w+|obehindrat|förstår?|uttryck\w*|modersmål|native|hantera\w*|engelsktalande|command|communicat\w+|knowledge|(?:kan|kunna) \p{Ll}+ska(?!\p{L})|skills?|understand\w*|på (?:svenska|engelska)|in (?:english|swedish)|nivå|krav)/iu;
/** What is this short, names a language and says how it asks is about knowing it: "Swedish is a plus". */
const shortAsking = 60;
const teaching =
  /(?:lärare i|undervis\w*|ämnet|ämnen|som andraspråk|andraspråks\w*|behörig\w*|legitimerad|kurser|språkservice|modersmålslärare|modersmålsundervisning|studiehandled\w*|internationella engelska|english school|betyg i|skolspråk\w*|(?<!\p{L})elever(?!\p{L})|students|education in|(?<!\p{L})cv(?!\p{L})|ansökan|application|personligt brev|cover letter|motivation|fler språk|än svenska|inte svenska)/iu;

/** Words that say how well; the stronger ones first, because "mycket goda" holds "goda". */
const levels: readonly (readonly [CefrLevel, RegExp])[] = [
  ['C2', /(?<!\p{L})(?:modersmål\p{L}*|native|mother tongue)/giu],
  [
    'C1',
    /(?<!\p{L})(?:flytande|obehindra[dt]|mycket (?:god|goda|bra)|utmärk\p{L}*|fluen\w+|excellent|very good|profici\w+|väl(?!\p{L})|high level|full professional|felfri\p{L}*)/giu,
  ],
  ['A2', /(?<!\p{L})(?:grundläggande|grunderna|basic|baskunskap\p{L}*|viss(?!\p{L}))/giu],
  ['B2', /(?<!\p{L})(?:god|goda|gott|bra(?! om)|good|stark\p{L}*|strong|behärsk\p{L}*|professionell?)(?!\p{L})/giu],
];
/** Where nothing says how well, speaking and writing is. */
const speaksAndWrites =
  /(?<!\p{L})(?:tal (?:och|som|liksom|samt) (?:i )?skrift|skrift och tal|tal, skrift|muntlig\p{L}* och skriftlig\p{L}*|(?:speech|speaking) and writing|spoken and written|written (?:and|&) (?:spoken|verbal|oral)|(?:verbal|oral) and written|written and verbally|speak and (?:write|read)|tala\p{L}* och skriv\p{L}*|behärsk\p{L}*|uttryck\p{L}*)/iu;
const explicitLevel = /\b([ABC][12])\b(?!-?\s?(?:körkort|licen))/u;

/** Parts of a clause that each say how well one or several languages are known. */
const parts = /,\s+|\s+(?:samt|men|medan|while|but)\s+|\s[–-]\s|;\s*/gu;

/** Finds the languages that the person is to know, with the level that the words stand for. */
export class LanguagesInText {
  private readonly names = new Map<string, string>();
  private readonly pattern: RegExp;

  constructor(reference: Reference) {
    for (const language of reference.languages()) {
      if (/^[\p{L}]+$/u.test(language.label)) this.names.set(language.label.toLowerCase(), language.id);
    }
    for (const [code, name] of Object.entries(inEnglish)) {
      const id = reference.language(code)?.id;
      if (id) this.names.set(name, id);
    }
    const known = [...this.names.keys()].sort((a, b) => b.length - a.length);
    this.pattern = new RegExp(`(?<![\\p{L}-])(?:${known.join('|')})(?![\\p{L}])`, 'giu');
  }

  find(clause: Clause): AskedInText[] {
    const mentions = [...clause.text.matchAll(this.pattern)];
    if (mentions.length === 0 || teaching.test(clause.text)) return [];
    const asks = clause.need === 'merit' || cueIn(clause.text) !== undefined;
    const isShort = asks && clause.text.length <= shortAsking;
    if (!use.test(clause.text) && !isShort && !isBareList(clause.text, this.pattern)) return [];
    // Of "svenska eller engelska" neither is demanded. As wishes both are in favour, and nobody is asked for both.
    const choices = alternativesIn(clause.text, mentions).flat();
    const bounds = [0, ...[...clause.text.matchAll(parts)].map(({ index }) => index), clause.text.length];
    return mentions.flatMap((mention) => {
      if (isAdjective(clause.text, mention) || isOfOthers(clause.text, mention.index)) return [];
      const at = bounds.findLastIndex((bound) => bound <= mention.index);
      const [start, end] = [bounds[at] ?? 0, bounds[at + 1] ?? clause.text.length];
      const own = levelNear(clause.text.slice(start, end), mention.index - start);
      const level = own ?? levelNear(clause.text, mention.index);
      const of = this.names.get(mention[0].toLowerCase()) as string;
      const need = clause.need === 'must' && choices.includes(mention) ? 'merit' : clause.need;
      return foundIn(clause, mention, 'language', of, { level, need });
    });
  }
}

/** The level that the nearest words stand for; null if nothing says how well. */
function levelNear(text: string, at: number): CefrLevel | null {
  const explicit = explicitLevel.exec(text)?.[1];
  if (explicit) return explicit as CefrLevel;
  const said: { level: CefrLevel; from: number; to: number }[] = [];
  for (const [level, words] of levels) {
    for (const { index: from, 0: word } of text.matchAll(words)) {
      const to = from + word.length;
      if (said.every((other) => to <= other.from || other.to <= from)) said.push({ level, from, to });
    }
  }
  const distance = ({ from, to }: { from: number; to: number }) => (to <= at ? at - to : 2 * (from - at));
  const [nearest] = said.sort((a, b) => distance(a) - distance(b));
  return nearest?.level ?? (speaksAndWrites.test(text) ? 'B2' : null);
}

/** "Svenska och engelska": an item of a list that names languages and nothing else. */
function isBareList(text: string, pattern: RegExp): boolean {
  return (
    text.replace(pattern, '').replace(/(?<!\p{L})(?:och|and|samt|or|eller|both|både)(?!\p{L})|[\s,/&:]/giu, '')
      .length <= 3
  );
}

/** "svenska energiföretag", "a Swedish company": the word says where something is from. */
function isAdjective(text: string, mention: { readonly index: number; readonly 0: string }): boolean {
  const after = text.slice(mention.index + mention[0].length);
  const before = text.slice(0, mention.index);
  const asks = cueIn(after)?.from;
  if (asks !== undefined && asks <= 1) return false;
  if (/^[a-zåäö]*ska$/u.test(mention[0])) {
    return /^\s+(?!språk|och|eller|samt|i |på |är|som|med|både|väl|flytande|obehindrat|krävs|kan|men|till|för|då|vid|utan|tal|skrift|språket|motsvarande|minst|enligt)\p{Ll}{4,}/u.test(
      after,
    );
  }
  if (!/^(?:swedish|english|german|french|finnish|norwegian|danish|dutch|spanish)$/iu.test(mention[0])) return false;
  return (
    /^\s+(?:speaking\s+)?(?!language|and|or|both|is|in|as|skills?|communication|proficiency|speaking|verbal|written|oral|spoken|level|fluent|required|to|with|for|at|on|would|will|are|knowledge)\p{L}{4,}/iu.test(
      after,
    ) && /(?:(?<!\p{L})(?:a|an|the|our|of|for|by|leading|largest)\s+|^\s*)$/iu.test(before)
  );
}
