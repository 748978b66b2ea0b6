import type { Clause } from './clauses.js';
import { type AskedInText, foundIn } from './found.js';

const before = String.raw`(?<![\p{L}-])`;
const words: readonly (readonly [AskedInText['kind'], string, RegExp])[] = [
  [
    'shifts',
    'evening',
    new RegExp(
      String.raw`${before}(?:kvällar(?:na)?|kväll(?:s(?:tid|pass|arbete|skift)?\p{L}*)?(?:-\s?(?=och))?|evenings?)(?!\p{L})`,
      'giu',
    ),
  ],
  [
    'shifts',
    'night',
    new RegExp(
      String.raw`${before}(?:nätter(?:na)?|natt(?:etid|skift|pass|arbete|tjänst\p{L}*)?|(?<!game )nights?(?:\s+shifts?)?)(?!\p{L})`,
      'giu',
    ),
  ],
  [
    'shifts',
    'weekend',
    new RegExp(
      String.raw`${before}(?:helger(?:na)?|veckoslut|helg(?:tjänstgöring|arbete|pass|er)?(?:-\s?(?=och))?|weekends?)(?!\p{L})`,
      'giu',
    ),
  ],
  [
    'shifts',
    'rotating',
    new RegExp(
      String.raw`${before}(?:(?:två|tre|fem|2|3|5)[- ]?skift\p{L}*|skift(?:arbete|gång|schema|tjänstgöring)\p{L}*|(?:rotating|rolling)\s+shifts?|shift work)(?!\p{L})`,
      'giu',
    ),
  ],
  [
    'shifts',
    'day',
    new RegExp(
      String.raw`${before}(?:dagtid|kontorstid(?:er)?|office hours|dag(?=(?:-|,)?\s+(?:och\s+)?kväll)|(?<![\d-])(?:kl\.?\s*)?0?[6-9][:.]?(?:[03]0)?\s*[-–]\s*1[5-8](?:[:.]?[03]0)?(?![\d-]))(?!\p{L})`,
      'giu',
    ),
  ],
  [
    'hours',
    'part-time',
    new RegExp(
      String.raw`${before}(?:deltid\p{L}*|halvtid\p{L}*|extrajobb\p{L}*|extraarbete|extratjänst|extrapersonal|timanställ\p{L}*|timvikari\p{L}*|part[- ]time|[1-9]\d(?:[,.]\d)?\s?(?:%|procent)(?=[^.]{0,40}(?:tjänst|anställning|omfattning|vikariat|sysselsättning))|(?:tjänst\p{L}*|omfattning\p{L}*|sysselsättningsgrad\p{L}*|vikariat\p{L}*|anställning\p{L}*)[^.\n]{0,30}?(?<!\d)[1-9]\d(?:[,.]\d)?\s?(?:%|procent))`,
      'giu',
    ),
  ],
  [
    'hours',
    'full-time',
    new RegExp(
      String.raw`${before}(?:heltid\p{L}*|full[- ]?time|100\s?(?:%|procent)(?!\s*(?:remote|på distans)))`,
      'giu',
    ),
  ],
  [
    'place-of-work',
    'remote',
    new RegExp(
      String.raw`${before}(?:helt på distans|100\s?%\s+(?:remote|distans\p{L}*|på distans)|fully remote|full remote|remote[- ]first)(?!\p{L})`,
      'giu',
    ),
  ],
  [
    'place-of-work',
    'hybrid',
    new RegExp(
      String.raw`${before}(?:hybrid(?:arbete|arbetsplats|modell|lösning|upplägg|work|t)?(?!\p{L})(?!\s+(?:cloud|it|moln|data|solution|environment|infra|architect))|(?:delvis\s+)?(?:på )?distans(?:arbete)?(?!utbildning|undervisning|\p{L})|hemifrån|remote(?!\s+(?:sensing|monitoring|control|support|access|area|location|diagnos))|work(?:ing)? from home)`,
      'giu',
    ),
  ],
  [
    'duration',
    'temporary',
    new RegExp(
      String.raw`${before}(?:(?:graviditets|föräldra)?vikari(?:at|e|er|erande)\p{L}*|visstid\p{L}*|(?:tids|tid)begräns\p{L}*|sommar(?:jobb|vikari)\p{L}*|projektanställ\p{L}*|behovsanställ\p{L}*|säsongs?(?:anställ|arbete|jobb)\p{L}*|fixed[- ]term|temporary (?:position|employment|contract)|särskild visstid\p{L}*)`,
      'giu',
    ),
  ],
  [
    'duration',
    'permanent',
    new RegExp(
      String.raw`${before}(?:tillsvidare\p{L}*|fast(?:a)? (?:anställning|tjänst)\p{L}*|permanent (?:position|employment|contract|role)|provanställning\p{L}*)`,
      'giu',
    ),
  ],
];

/** What a pattern finds and an ad does not mean. */
const misread: readonly (readonly [AskedInText['kind'], RegExp])[] = [
  [
    'place-of-work',
    /(?<!\p{L})(?:distansundervisning|distansutbildning|remote (?:team|customer)|hybrid(?:bil|fordon|moln|cloud))/iu,
  ],
  [
    'duration',
    /(?<!\p{L})(?:provanställning kan (?:komma att )?tillämpas|vikarier i|våra vikarier|söker vikarier åt)(?!\p{L})/iu,
  ],
  ['hours', /(?<!\p{L})(?:100 ?% (?:av|fokus|engagemang)|träna|friskvård)(?!\p{L})/iu],
  ['shifts', /(?<!\p{L})(?:after ?work|spelkväll|fredagskväll|pizza|grillkväll|events?)(?!\p{L})/iu],
];

/** Finds shifts, hours, where one works, and for how long. */
export function termsIn(clause: Clause): AskedInText[] {
  return words.flatMap(([kind, of, pattern]) => {
    if (misread.some(([misreadKind, told]) => misreadKind === kind && told.test(clause.text))) return [];
    return [...clause.text.matchAll(pattern)].map((match) => foundIn(clause, match, kind, of));
  });
}
