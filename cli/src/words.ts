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
  listsDiffer: 'listor skiljer sig bland de tio första, i personer eller bara i ordning',
  ofFirstTen: 'av listornas tio första personer är desamma i båda versionerna',
  pairs: 'Par av person och annons som bedöms olika (antal, bedömning före och efter, kravet som det beror på)',
  mostChanged: 'Listor som skiljer sig mest (hur många av de första som är desamma, annonsens id och titel)',
  adSays: 'annonsen',
  sharesSkills: 'yrkena delar kompetenserna',
  likeThrough: 'de som arbetat med detta kan ofta arbeta som',
  alikeByEstimate: 'liknande yrken, uppskattat',
  asksForNothing: 'inga krav angivna',
  or: 'eller',
  linkedOnes: 'har något i uppgifterna som knyter dem hit',
  unlinkedOnes: 'är bara inom räckhåll, eller så begärs inget som systemet känner till',
  unlinkedNear: 'är bara inom räckhåll',
  notInList: 'Finns inte bland de 500 främsta.',
  onlyWithinReach: 'bara inom räckhåll: inget i uppgifterna knyter dem hit (visas med --all)',
  forATimeOnly: 'högst ett år i taget, om ingen behörig har sökt',
  someNeed: 'behövs i några av yrkena',
  hasWorkedAs: 'har arbetat som',
  wishesFor: 'önskar',
  hasSkill: 'kan',
  holds: 'har',
  trainedFor: 'är utbildad för',
  alike: 'likhet',
  withinReach: 'Inom räckhåll',
  missing: 'saknas',
  clarify: 'att kontrollera',
  place: 'plats',
  among: 'bland personerna som passar',
  amongNear: 'bland personerna som nästan passar',
  why: 'Varför',
  requirements: 'Krav',
  wouldHelp: 'Det här skulle hjälpa mest',
  from: 'från plats',
  to: 'till plats',
  validated: 'validerad med intyg',
  atPresent: 'nu',
  notHeld: 'finns inte i uppgifterna',
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
  canTake: 'kan ta dem',
  about: 'cirka',
  fewerThanFive: 'färre än 5',
  demand: 'Krav',
  noDemands: 'Annonsen har inga ska-krav som kan bli önskemål.',
  takeNow: 'kan ta jobbet nu',
  takeAsWish: 'om kravet var ett önskemål',
  meetAll: 'uppfyller alla krav',
  haveToClarify: 'uppfyller dem kanske: något behöver kontrolleras',
  nearlyMeet: 'nästan: det som saknas går att skaffa',
  allPersons: 'alla i systemet räknas, även de som inget annat än räckhåll knyter till annonsen',
  takesMeans: 'De som "kan ta jobbet" uppfyller kraven eller har något att kontrollera.',
  import: 'import av annonser',
  tick: 'dagens siffror',
  rebuild: 'ombyggnad av projektionen',
  hash: 'hash över listorna',
  comparison: 'jämförelse av modeller',
  waiting: 'väntar',
  running: 'pågår',
  done: 'klart',
  failed: 'misslyckades',
  cancelled: 'avbrutet',
  demandsAreRough:
    'Antalen är aldrig exakta: de är avrundade till femtal med slump, så att de inte röjer någon, och går därför inte att summera. De gäller hela dagen.',
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
    listsDiffer: 'lists differ among the first ten, in persons or only in order',
    ofFirstTen: "of the lists' first ten persons are the same in both versions",
    pairs:
      'Pairs of a person and a vacancy that are judged otherwise (number, verdict before and after, the condition that decides it)',
    mostChanged: 'The lists that differ most (how many of the first are the same, id and title of the vacancy)',
    adSays: 'the ad',
    sharesSkills: 'the occupations share the skills',
    likeThrough: 'people who have done this can often work as',
    alikeByEstimate: 'similar occupations, by estimate',
    asksForNothing: 'no stated requirements',
    or: 'or',
    linkedOnes: 'linked by something that is known',
    unlinkedOnes: 'only within reach, or nothing is asked for that the system knows',
    unlinkedNear: 'only within reach',
    notInList: 'Not among the first 500.',
    onlyWithinReach: 'only within reach: nothing known links them (shown with --all)',
    forATimeOnly: 'at most one year at a time, if nobody qualified has applied',
    someNeed: 'needed in some of the occupations',
    hasWorkedAs: 'has worked as',
    wishesFor: 'wishes for',
    hasSkill: 'knows',
    holds: 'holds',
    trainedFor: 'is trained for',
    alike: 'alike',
    withinReach: 'Within reach',
    missing: 'missing',
    clarify: 'to clarify',
    place: 'place',
    among: 'among the persons who fit',
    amongNear: 'among the persons who nearly fit',
    why: 'Why',
    requirements: 'Requirements',
    wouldHelp: 'This would help most',
    from: 'from place',
    to: 'to place',
    validated: 'validated with a certificate',
    atPresent: 'now',
    notHeld: 'not stated',
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
    canTake: 'can take them',
    about: 'about',
    fewerThanFive: 'fewer than 5',
    demand: 'Must-have',
    noDemands: 'The vacancy has no must-have that could be a wish.',
    takeNow: 'could take it now',
    takeAsWish: 'if it were a wish',
    meetAll: 'meet all requirements',
    haveToClarify: 'may meet them: something is to be clarified',
    nearlyMeet: 'nearly: what is missing can be obtained',
    allPersons: 'everybody in the system is counted, also those whom nothing but reach links to the vacancy',
    takesMeans: 'Those who "could take it" meet the requirements or have something to clarify.',
    import: 'import of ads',
    tick: 'figures of the day',
    rebuild: 'rebuild of the projection',
    hash: 'hash over the lists',
    comparison: 'comparison of models',
    waiting: 'waiting',
    running: 'running',
    done: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
    demandsAreRough:
      'The counts are never exact: they are rounded to fives, with noise, so that they reveal nobody, and so they do not add up. They hold for the whole day.',
  } satisfies Record<Word, string>,
} as const;

export type Language = keyof typeof words;

export const wordsIn =
  (language: Language) =>
  (word: Word): string =>
    words[language][word];

/** Words that follow a number: of one, of more. */
const counted = {
  sv: {
    positions: ['ledigt jobb', 'lediga jobb'],
    open: ['ledigt', 'lediga'],
    seats: ['praktikplats', 'praktikplatser'],
    months: ['månad', 'månader'],
    days: ['dag', 'dagar'],
    points: ['poäng', 'poäng'],
  },
  en: {
    positions: ['open position', 'open positions'],
    open: ['open', 'open'],
    seats: ['placement', 'placements'],
    months: ['month', 'months'],
    days: ['day', 'days'],
    points: ['point', 'points'],
  },
} as const satisfies Record<Language, Record<string, readonly [string, string]>>;

/** A number with its word in singular or plural: "1 ledigt jobb". */
export function numberInWords(count: number, of: keyof (typeof counted)['sv'], language: Language): string {
  const [one, more] = counted[language][of];
  return `${count} ${count === 1 ? one : more}`;
}

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

/** What backs a point or a condition. */
const backings: Record<Language, Record<Schemas['Backing'], string>> = {
  sv: {
    stated: 'egen uppgift',
    'not-stated': 'inte uppgivet',
    'self-declared': 'egen uppgift',
    employment: 'egen uppgift om anställning',
    mapping: 'kartläggning',
    'workplace-confirmed': 'bekräftat av handledare',
    'certificate-part': 'delintyg',
    'certificate-full': 'fullständigt intyg',
    'qualification-certificate': 'kvalifikationsbevis',
    'trade-certificate': 'yrkesbevis',
    degree: 'examen',
    grade: 'betyg',
  },
  en: {
    stated: 'own statement',
    'not-stated': 'not stated',
    'self-declared': 'own statement',
    employment: 'own statement of employment',
    mapping: 'mapping',
    'workplace-confirmed': 'confirmed by a supervisor',
    'certificate-part': 'partial certificate',
    'certificate-full': 'full certificate',
    'qualification-certificate': 'qualification certificate',
    'trade-certificate': 'trade certificate',
    degree: 'degree',
    grade: 'grade',
  },
};

export const backingWord = (language: Language, backing: Schemas['Backing']): string => backings[language][backing];

/** The area for which an occupation was assessed, by the words of Yrkesbarometern. NUTS 1 and 2 are larger than a county. */
const areas: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  sv: { nationellt: 'hela landet', nuts1: 'landsdelen', nuts2: 'riksområdet', län: 'länet' },
  en: {
    nationellt: 'the whole country',
    nuts1: 'the part of the country (NUTS 1)',
    nuts2: 'the group of counties (NUTS 2)',
    län: 'the county',
  },
};

export const areaWord = (language: Language, basis: string): string => areas[language][basis] ?? basis;

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
