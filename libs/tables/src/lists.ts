import type { Reference } from '@lotsen/reference';
import { day, digits, minutes, type Reading, text, Unread, wholeNumber, words, yesNo } from './cells.js';
import type { Column } from './table.js';
import type { Text } from './text.js';

export type Values = Readonly<Record<string, unknown>>;

/** A kind of list: the columns of its table, the body of a row, and what a file has to have to be such a list. */
export interface ListKind {
  readonly columns: readonly Column[];
  readonly bodyOf: (values: Values) => object;
  /** One of these columns, or one of these fields of a JSON row. */
  readonly has: readonly string[];
  readonly what: Text;
}

/** Several values of several parts in a cell: "A:1|B:2". A part that is missing is undefined. */
const several =
  <Part>(expected: Text, read: (parts: readonly (string | undefined)[]) => Part | undefined) =>
  (cell: string): Reading<readonly Part[]> => {
    const all = words(cell).map((word) => read(word.split(':').map((part) => part.trim() || undefined)));
    return all.some((one) => one === undefined) ? new Unread(expected) : (all as readonly Part[]);
  };

const months = wholeNumber('mån', 'månad', 'månader', 'months');
const numberOf = (read: (cell: string) => Reading<number>, cell: string | undefined): number | undefined => {
  const number = cell === undefined ? undefined : read(cell);
  return number instanceof Unread ? undefined : number;
};

const language = several(
  { sv: 'SPRÅK:NIVÅ, som zSLA_vw2_FXN:B2', en: 'LANGUAGE:LEVEL, such as zSLA_vw2_FXN:B2' },
  ([one, level]) => (one && level ? { language: one, level } : undefined),
);
const experience = several(
  {
    sv: 'YRKE:MÅNADER:SENASTE ÅR, som p17k_znk_osi:24:2025',
    en: 'OCCUPATION:MONTHS:LAST YEAR, such as p17k_znk_osi:24:2025',
  },
  ([occupation, worked, last]) => {
    const [count, lastYear] = [numberOf(months, worked), numberOf(wholeNumber(), last)];
    if (!occupation || count === undefined || (last !== undefined && lastYear === undefined)) return undefined;
    return { occupation, months: count, lastYear };
  },
);
const education = several({ sv: 'NIVÅ:INRIKTNING, som 33:723', en: 'LEVEL:FIELD, such as 33:723' }, ([level, field]) =>
  level && field ? { level, field } : undefined,
);
const claimed = several(
  { sv: 'KOMPETENS eller KOMPETENS:employment', en: 'SKILL or SKILL:employment' },
  ([skill, outcome]) => (skill ? { skill, outcome: outcome ?? 'self-declared' } : undefined),
);
const units = several(
  {
    sv: 'DEL:full eller DEL:part, och betyg sist, som K1:full:C',
    en: 'UNIT:full or UNIT:part, and a grade last, such as K1:full:C',
  },
  ([unit, extent, grade]) => (unit && extent ? { unit, extent, ...(grade ? { grade } : {}) } : undefined),
);
const licences = (cell: string) => words(cell).map((licence) => ({ licence }));

function hours(cell: string): Reading<object> {
  const parts = /^(?<least>\d{1,3})(?:\s*[-–]\s*(?<most>\d{1,3}))?\s*%?$/u.exec(cell)?.groups;
  if (!parts)
    return new Unread({
      sv: 'procent av heltid, som 75 eller 50-100',
      en: 'per cent of full time, such as 75 or 50-100',
    });
  return { least: Number(parts.least), most: Number(parts.most ?? parts.least) };
}

/** By its code, of which a spreadsheet may have dropped the first 0, or by its name. */
const municipality =
  (reference: Reference) =>
  (cell: string): Reading<string> => {
    const folded = (name: string) =>
      name
        .normalize('NFC')
        .toLocaleLowerCase('sv')
        .replace(/s? kommun$/u, '');
    const code = /^\d{3,4}$/u.test(cell)
      ? cell.padStart(4, '0')
      : reference.municipalities().find(({ name }) => folded(name) === folded(cell))?.code;
    return (
      code ?? new Unread({ sv: 'en kommun, som 2481 eller Lycksele', en: 'a municipality, such as 2481 or Lycksele' })
    );
  };

const number: Column = {
  name: 'personnummer',
  also: ['personnr', 'pnr', 'samordningsnummer', 'personal identity number', 'identity number'],
  example: '19121212-1212',
  read: digits,
};

export const people = (reference: Reference): ListKind => ({
  columns: [
    { name: 'name', also: ['namn', 'fullständigt namn', 'full name'], example: 'Demoperson Ett', read: text },
    number,
    {
      name: 'email',
      also: ['e-post', 'epost', 'e-postadress', 'mejl', 'mail', 'e-mail'],
      example: 'demo@example.org',
      read: text,
    },
    {
      name: 'phone',
      also: ['telefon', 'telefonnummer', 'tel', 'mobil', 'mobilnummer'],
      example: '070-1740605',
      read: digits,
    },
    { name: 'address', also: ['adress', 'postadress', 'gatuadress'], example: 'Demogatan 1, Lycksele', read: text },
    { name: 'linksEvidence', also: ['ja till länkning', 'länkar bevis', 'links evidence'], example: 'ja', read: yesNo },
    {
      name: 'home',
      also: ['hemkommun', 'kommun', 'bostadskommun', 'municipality'],
      example: 'Lycksele',
      read: municipality(reference),
    },
    {
      name: 'maxCommuteMinutes',
      also: ['restid', 'max restid', 'pendlingstid', 'commute'],
      example: '45',
      read: minutes,
    },
    { name: 'drivesToWork', also: ['har bil', 'bil', 'kör till arbetet', 'car'], example: 'ja', read: yesNo },
    { name: 'movesAnywhere', also: ['flyttar vart som helst'], example: 'nej', read: yesNo },
    { name: 'moveTo', also: ['flyttar till', 'flyttar till län'], example: '24|25', read: words },
    { name: 'acceptsRemote', also: ['distans', 'distansarbete', 'remote'], example: 'nej', read: yesNo },
    { name: 'availableFrom', also: ['tillgänglig från', 'kan börja', 'tillträde'], example: '2027-01-05', read: day },
    { name: 'hours', also: ['arbetstid', 'omfattning'], example: '50-100', read: hours },
    { name: 'shifts', also: ['arbetspass', 'pass', 'skift'], example: 'day|evening', read: words },
    { name: 'drivingLicences', also: ['körkort', 'körkortsbehörighet', 'driving licence'], example: 'B', read: words },
    {
      name: 'licences',
      also: ['legitimation', 'legitimationer', 'behörighet', 'behörigheter'],
      example: 'sicB_2Xi_eQh',
      read: licences,
    },
    { name: 'languages', also: ['språk'], example: 'zSLA_vw2_FXN:B2', read: language },
    {
      name: 'experience',
      also: ['erfarenhet', 'erfarenheter', 'arbetslivserfarenhet'],
      example: '4zLr_jP5_peZ:24:2025',
      read: experience,
    },
    { name: 'education', also: ['utbildning', 'utbildningar'], example: '33:723', read: education },
    { name: 'skills', also: ['kompetens', 'kompetenser', 'kunskaper'], example: 'xowU_8Wu_K7C', read: claimed },
    {
      name: 'wantedOccupations',
      also: ['önskade yrken', 'önskat yrke', 'söker yrke'],
      example: '4zLr_jP5_peZ',
      read: words,
    },
    { name: 'excludedOccupations', also: ['vill inte arbeta som'], read: words },
  ],
  bodyOf: ({ name, personnummer, email, phone, address, linksEvidence, ...facts }) => ({
    identity: { name, personnummer, email, phone, address },
    linksEvidence,
    facts,
  }),
  has: ['name', 'identity'],
  what: {
    sv: 'filen innehåller inga personer (kolumner: name, personnummer, home ...).',
    en: 'the file holds no people (columns: name, personnummer, home ...).',
  },
});

export const outcomes: ListKind = {
  columns: [
    number,
    {
      name: 'profile',
      also: ['profil', 'valideringsprofil'],
      example: '00000000-0000-4000-8000-000000000001',
      read: text,
    },
    { name: 'result', also: ['resultat', 'utfall'], example: 'certificate', read: text },
    { name: 'assessedOn', also: ['bedömd', 'bedömningsdag', 'bedömningsdatum'], example: '2026-11-02', read: day },
    { name: 'validUntil', also: ['giltig till', 'giltigt till', 'giltig t.o.m.'], read: day },
    { name: 'level', also: ['nivå'], read: text },
    { name: 'orderedBy', also: ['beställare', 'beställd av'], example: 'person', read: text },
    { name: 'units', also: ['delar', 'del', 'enheter', 'kurser', 'unit'], example: 'K1:full|K2:part', read: units },
    { name: 'documentIssuer', also: ['utfärdare', 'utfärdat av'], read: text },
    { name: 'documentReference', also: ['referens', 'dokumentnummer', 'diarienummer'], read: text },
  ],
  bodyOf: ({ documentIssuer, documentReference, ...outcome }) => ({
    ...outcome,
    ...(documentIssuer ? { document: { issuer: documentIssuer, reference: documentReference } } : {}),
  }),
  has: ['personnummer'],
  what: {
    sv: 'filen innehåller inga utfall (kolumner: personnummer, profile, result ...).',
    en: 'the file holds no outcomes (columns: personnummer, profile, result ...).',
  },
};
