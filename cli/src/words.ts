import type { Schemas } from '@lotsen/api/client';
import type { Finding } from '@lotsen/reference';

/** The words of the interface, Swedish first. docs/words.md explains the terms. */
const swedish = {
  eligible: 'uppfyller kraven',
  'to-clarify': 'behöver kontrolleras',
  near: 'nästan',
  out: 'passar inte',
  listed: 'Träffar',
  nearList: 'Nästan – det här saknas',
  none: 'Inga träffar.',
  model: 'Modell',
  of: 'av',
  listsDiffer: 'listor skiljer sig',
  ofFirstTen: 'av de tio första finns i båda',
  pairs: 'Par av person och annons som bedöms olika, och vad det beror på',
  mostChanged: 'Listor som skiljer sig mest',
  adSays: 'annonsen',
  sharesSkills: 'yrkena delar kompetenserna',
  likeThrough: 'de som arbetat med detta kan ofta arbeta som',
  alikeByEstimate: 'liknande yrken, uppskattat',
  asksForNothing: 'inga krav angivna',
  onlyWithinReach: 'bara inom räckhåll: inget i uppgifterna knyter dem hit (visas med --all)',
  forATimeOnly: 'högst ett år i taget, om ingen behörig har sökt',
  someNeed: 'behövs i några av yrkena',
  hasWorkedAs: 'har arbetat som',
  wishesFor: 'önskar',
  hasSkill: 'kan',
  holds: 'har',
  trainedFor: 'är utbildad för',
  months: 'månader',
  alike: 'likhet',
  withinReach: 'Inom räckhåll',
  positions: 'lediga jobb',
  seats: 'praktikplatser',
  missing: 'saknas',
  days: 'dagar',
  place: 'plats',
  points: 'poäng',
  why: 'Varför',
  requirements: 'Krav',
  wouldHelp: 'Det här skulle hjälpa mest',
  from: 'från plats',
  to: 'till plats',
  ownProfile: 'egen uppgift',
  met: 'uppfyllt',
  unmet: 'saknas',
  unknown: 'behöver kontrolleras',
  wish: 'önskemål',
  competence: 'kompetens',
  experience: 'erfarenhet',
  reach: 'restid',
  language: 'språk',
  education: 'utbildning',
  shortage: 'brist',
  balance: 'balans',
  surplus: 'överskott',
  paradox: 'svårt att rekrytera fast det finns utbildade',
  'no-assessment': 'ingen bedömning',
  open: 'lediga',
  canTake: 'kan ta dem',
  about: 'cirka',
  fewerThanFive: 'färre än 5',
} as const;
type Word = keyof typeof swedish;

const words = {
  sv: swedish,
  en: {
    eligible: 'meets the requirements',
    'to-clarify': 'to be clarified',
    near: 'nearly',
    out: 'does not fit',
    listed: 'Matches',
    nearList: 'Nearly – this is missing',
    none: 'No matches.',
    model: 'Model',
    of: 'of',
    listsDiffer: 'lists differ',
    ofFirstTen: 'of the first ten are in both',
    pairs: 'Pairs of a person and a vacancy that are judged otherwise, and why',
    mostChanged: 'The lists that differ most',
    adSays: 'the ad',
    sharesSkills: 'the occupations share the skills',
    likeThrough: 'people who have done this can often work as',
    alikeByEstimate: 'similar occupations, by estimate',
    asksForNothing: 'no stated requirements',
    onlyWithinReach: 'only within reach: nothing known links them (shown with --all)',
    forATimeOnly: 'at most one year at a time, if nobody qualified has applied',
    someNeed: 'needed in some of the occupations',
    hasWorkedAs: 'has worked as',
    wishesFor: 'wishes for',
    hasSkill: 'knows',
    holds: 'holds',
    trainedFor: 'is trained for',
    months: 'months',
    alike: 'alike',
    withinReach: 'Within reach',
    positions: 'open positions',
    seats: 'placements',
    missing: 'missing',
    days: 'days',
    place: 'place',
    points: 'points',
    why: 'Why',
    requirements: 'Requirements',
    wouldHelp: 'This would help most',
    from: 'from place',
    to: 'to place',
    ownProfile: 'own statement',
    met: 'met',
    unmet: 'missing',
    unknown: 'to be clarified',
    wish: 'wish',
    competence: 'competence',
    experience: 'experience',
    reach: 'travel',
    language: 'language',
    education: 'education',
    shortage: 'shortage',
    balance: 'balance',
    surplus: 'surplus',
    paradox: 'hard to recruit although people are trained',
    'no-assessment': 'no assessment',
    open: 'open',
    canTake: 'can take them',
    about: 'about',
    fewerThanFive: 'fewer than 5',
  } satisfies Record<Word, string>,
} as const;

export type Language = keyof typeof words;

export const wordsIn =
  (language: Language) =>
  (word: Word): string =>
    words[language][word];

/** A count of persons, which is never shown exactly. */
export function countInWords(count: number | '<5', language: Language): string {
  const word = wordsIn(language);
  return count === '<5' ? word('fewerThanFive') : `${word('about')} ${count}`;
}

/** Notices that are shown beside a match. */
const notices: Record<Language, Record<Schemas['TargetNotice'], string>> = {
  sv: {
    'language-support': 'språkstöd finns',
    'language-developing': 'språkutvecklande handledning',
    'criminal-records-extract': 'utdrag ur belastningsregistret behövs',
    vaccination: 'vaccination behövs',
    'health-certificate': 'hälsointyg behövs',
    'support-may-be-tried': 'stöd kan prövas av Arbetsförmedlingen',
    ingangsjobb: 'ingångsjobb',
    sommarjobb: 'sommarjobb',
    introduktionsjobb: 'introduktionsjobb',
    nystartsjobb: 'nystartsjobb',
    etableringsjobb: 'etableringsjobb',
    yrkesintroduktion: 'yrkesintroduktion',
  },
  en: {
    'language-support': 'language support',
    'language-developing': 'supervision that develops the language',
    'criminal-records-extract': 'an extract from the criminal records register is needed',
    vaccination: 'vaccination is needed',
    'health-certificate': 'a health certificate is needed',
    'support-may-be-tried': 'support can be tried by Arbetsförmedlingen',
    ingangsjobb: 'entry job (ingångsjobb)',
    sommarjobb: 'summer job',
    introduktionsjobb: 'subsidised introductory job (introduktionsjobb)',
    nystartsjobb: 'subsidised new start job (nystartsjobb)',
    etableringsjobb: 'subsidised establishment job (etableringsjobb)',
    yrkesintroduktion: 'vocational introduction (yrkesintroduktion)',
  },
};

export const noticeWord = (language: Language, notice: Schemas['TargetNotice']): string => notices[language][notice];

/** Words for the kinds of conditions that are not named as a component is. */
type ConditionOfItsOwn = Exclude<Schemas['ConditionKind'], Schemas['ComponentName']>;
const conditions: Record<Language, Record<ConditionOfItsOwn, string>> = {
  sv: {
    licence: 'legitimation eller bevis',
    skill: 'kompetens',
    'driving-licence': 'körkort',
    car: 'egen bil',
    hours: 'omfattning',
    shifts: 'arbetstider',
    availability: 'kan börja',
    exclusion: 'bortvalt',
    room: 'lediga platser',
  },
  en: {
    licence: 'licence or title',
    skill: 'skill',
    'driving-licence': 'driving licence',
    car: 'own car',
    hours: 'hours',
    shifts: 'shifts',
    availability: 'can start',
    exclusion: 'excluded',
    room: 'room left',
  },
};

export function conditionWord(language: Language, kind: Schemas['ConditionKind']): string {
  return { ...words[language], ...conditions[language] }[kind];
}

/** Why a search found an entry. */
const findings: Record<Language, Record<Finding, string>> = {
  sv: {
    label: 'namn',
    synonym: 'annat ord',
    part: 'del av ordet',
    'typing-error': 'liknande stavning',
    skill: 'kompetens',
    translation: 'trolig översättning',
    group: 'grupp',
  },
  en: {
    label: 'name',
    synonym: 'other word',
    part: 'part of the word',
    'typing-error': 'similar spelling',
    skill: 'skill',
    translation: 'likely translation',
    group: 'group',
  },
};

export const findingWord = (language: Language, finding: Finding): string => findings[language][finding];
