import type { Concept, Reference, SkillWords } from '@lotsen/reference';
import { wordsOf } from './words.js';

/** One spelling by which a text may name a skill. */
export interface Phrase {
  readonly skill: string;
  /** As in the list of stopped spellings. */
  readonly spelling: string;
  readonly stems: readonly string[];
  /** A name is not inflected. */
  readonly name: boolean;
  /** What must be written like this: names, "SAFe", and the acronyms of other spellings, the "AV" of "AV-teknik". */
  readonly written: readonly (string | undefined)[];
  /** What else the clause must say: that experience is asked for, that somebody teaches, or another such name. */
  readonly only: 'experience' | 'teaching' | 'in-company' | undefined;
  /** Of teaching: the level of school that it is about. */
  readonly school: 'grundskola' | 'gymnasium' | undefined;
}

interface Spelling {
  readonly text: string;
  /** The lower, the more the spelling is the skill's own: of two skills with one spelling, the lower rank has it. */
  readonly rank: number;
  /** Of a product. It is one whatever its capitals, unless it has to be exact. */
  readonly name?: boolean;
  readonly exact?: boolean;
  readonly only?: Phrase['only'];
  readonly school?: Phrase['school'];
}

/** What a label adds to the name of a product. Without it the name still stands for just this. */
const productKinds = new Set(
  `programmeringsspråk|frågespråk|stilmall|databashanterare|operativsystem|affärssystem|redovisningssystem|ramverk|CMS|
molnplattform|applikationsplattform|integrationsplattform|container-plattform|streaming-plattform|exekveringsmiljö|
integrerad utvecklingsmiljö|kommunikationsprotokoll|systemutvecklingsverktyg|systemutvecklingsmetod|utvecklingsmodell|
programmeringsverktyg|programbibliotek|pakethanterare|byggverktyg|versionshanteringssystem|spelmotor|webbserverprogram|
HTML-editor|texteditor|logistiksystem|statistikprogram|programmerbar krets|privat nätverk|förvaltningsmodell|
projektstyrningsmodell|styr- och utvecklingsmodell|utvecklingsprocessbeskrivning|analysverktyg`
    .replaceAll('\n', '')
    .split('|'),
);
const acronym = /^\p{Lu}[\p{Lu}\p{N}]{1,6}$/u;
/** "Webbdesign-Wordpress": a field of use and a product. */
const fieldAndProduct = /^(?:\dD-\p{Ll}+|\p{Lu}[\p{L}, /]+?)-(?<product>\p{Lu}.+)$/u;
/** Shorter parts of a label say too little: "Kläder/Mode". */
const leastPart = 8;
/** No ordinary word is written like this, whatever its capitals: "JavaScript", "MySQL", "HTML5". */
const unmistakable = /\p{Ll}\p{Lu}|\p{L}\d|\p{Lu}{2}\p{Ll}/u;

/** The spellings of a label, and what each of them needs. */
export function spellingsOf(label: string): Spelling[] {
  const [, subject, level] = /^([^/]+?),? undervis?ning(?: (?:på )?(.+))?$/u.exec(label) ?? [];
  if (subject) {
    const school = level?.startsWith('grundskol')
      ? 'grundskola'
      : level?.startsWith('gymnasie')
        ? 'gymnasium'
        : undefined;
    return school || level === undefined
      ? [{ text: subject, rank: 1, only: 'teaching', ...(school && { school }) }]
      : [];
  }
  const kinds = label.split('/').map((part) => /, ([^,]+)$/u.exec(part)?.[1] ?? '');
  if (kinds.every((kind) => productKinds.has(kind))) {
    return label.split('/').flatMap((part) => namesIn(part.replace(/, [^,]+$/u, '')));
  }
  if (productKinds.has(kinds.at(-1) ?? '')) return namesIn(label.replace(/, [^,]+$/u, ''));
  const product = fieldAndProduct.exec(label)?.groups?.product;
  if (product) return [{ text: label, rank: 0 }, ...namesIn(product, 2)];
  const main = label.replace(/, erfarenhet$/u, '');
  const vana = /^(\p{L}{5,}?)s?vana$/u.exec(main)?.[1];
  return [
    acronym.test(main)
      ? { text: main, rank: 0, exact: true }
      : main === label
        ? { text: main, rank: 0 }
        : { text: main, rank: 1, only: 'experience' },
    ...(vana ? [{ text: vana, rank: 2, only: 'experience' } as const] : []),
    ...partsOf(main),
  ];
}

/** "Amazon Web Services (AWS)" is found as both. Names that may be ordinary words are found only as they are written. */
function namesIn(name: string, rank = 1): Spelling[] {
  const [, long, short] = /^(.+) \((.+)\)$/u.exec(name) ?? [undefined, name];
  const spelling = (text: string): Spelling => ({
    text,
    rank,
    name: true,
    exact: !unmistakable.test(text),
    ...(text.length <= 2 && !/[+#]/u.test(text) && { only: 'in-company' as const }),
  });
  return [long ?? name, ...(short ? [short] : [])].map(spelling);
}

/**
 * The two names of "Machine learning/Maskininlärning", or the name and acronym of "Continuous integration/CI". Whatever
 * else has a slash is one name, or a list of wares: "TCP/IP", "Pro/ENGINEER", "Hi-fi/Radio/Video/TV".
 */
function partsOf(label: string): Spelling[] {
  const parts = label.split('/').map((part) => part.trim());
  if (parts.length < 2 || parts.some((part) => part === '' || part.includes(', '))) return [];
  const long = parts.filter((part) => !acronym.test(part));
  if (long.length === 0 || long.length > 2 || long.some((part) => part.length < leastPart || /[\d(]/u.test(part)))
    return [];
  return parts.map((text) => (acronym.test(text) ? { text, rank: 2, exact: true } : { text, rank: 2 }));
}

const isName = (text: string) => text !== text.toLowerCase();

/** All spellings, by their first stem, the longest first. A spelling that stands for two skills finds nothing. */
export function phrasesOf(reference: Reference, { words, stopped }: SkillWords): Map<string, Phrase[]> {
  const stop = new Set(stopped.map(([spelling]) => spelling));
  const owners = new Map<string, { rank: number; phrases: Phrase[] }>();
  const add = (skill: string, { text, rank, name, exact, only, school }: Spelling) => {
    const parts = wordsOf(text);
    const stems = parts.map(({ stem }) => stem);
    const written = parts.map((part) => (exact || acronym.test(part.written) ? part.written : undefined));
    const spelling = parts.map((part, at) => written[at] ?? part.stem).join(' ');
    if (parts.length === 0 || stop.has(spelling) || (!exact && spelling.length < leastStem)) return;
    const key = `${spelling} ${only === 'teaching' ? school : ''}`;
    const known = owners.get(key);
    const phrase: Phrase = { skill, spelling, stems, name: name === true || exact === true, written, only, school };
    if (!known || rank < known.rank) owners.set(key, { rank, phrases: [phrase] });
    else if (rank === known.rank && known.phrases.every((one) => one.skill !== skill)) known.phrases.push(phrase);
  };
  const labelled = (skill: Concept) => spellingsOf(skill.label).map((spelling) => add(skill.id, spelling));
  for (const skill of reference.skills()) if (!reference.licence(skill.id)) labelled(skill);
  for (const { kind, ids, word } of reference.keywords) {
    if (kind === 'skill' && ids.length === 1) add(ids[0] as string, { text: word, rank: 3, exact: acronym.test(word) });
  }
  for (const [skill, label, texts] of words) {
    // "docker" is no form of "dock".
    const ofProduct = productKinds.has(/, ([^,]+)$/u.exec(label)?.[1] ?? '');
    if (!reference.skill(skill)) continue;
    for (const text of texts) add(skill, { text, rank: -1, exact: ofProduct || isName(text) });
  }
  const phrases = new Map<string, Phrase[]>();
  for (const { phrases: own } of owners.values()) {
    if (own.length > 1) continue;
    const [phrase] = own as [Phrase];
    const first = phrase.stems[0] as string;
    phrases.set(first, [...(phrases.get(first) ?? []), phrase]);
  }
  for (const list of phrases.values()) list.sort((a, b) => b.stems.length - a.stems.length || rankOf(a) - rankOf(b));
  return phrases;
}

const leastStem = 4;
/** Of two spellings that are equally long, the one with a condition comes first, and then the one that is a name. */
const rankOf = ({ only, name }: Phrase) => (only ? 0 : name ? 1 : 2);
