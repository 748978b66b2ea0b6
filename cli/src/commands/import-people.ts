import type { Reference } from '@lotsen/reference';
import {
  type Column,
  day,
  digits,
  minutes,
  type Reading,
  readTable,
  rowsOf,
  text,
  Unread,
  wholeNumber,
  words,
  yesNo,
} from '@lotsen/tables';
import { answerOf, type Connection } from '../client.js';
import { CommandFailed, exitCodes, type Text } from '../exit-codes.js';
import { importFiles, type Line, rowOf, type WrongLine } from './import.js';

type Values = Readonly<Record<string, unknown>>;

/** A kind of list: the columns of its table, the body of a row, and what a file has to have to be such a list. */
interface ListKind {
  readonly columns: readonly Column[];
  readonly bodyOf: (values: Values) => object;
  /** One of these columns, or one of these fields of a JSON row. */
  readonly has: readonly string[];
  readonly what: Text;
}

export interface TableOptions {
  readonly json: boolean;
  readonly ignoreUnknownColumns: boolean;
}

/**
 * Registers people from a table or JSON lines. A person whose number is registered already gets what the row says; what it
 * does not say stays.
 */
export async function importPeople(
  files: readonly string[],
  connection: Connection,
  { allowLikelyDuplicates, ...options }: TableOptions & { readonly allowLikelyDuplicates: boolean },
  reference: Reference,
): Promise<void> {
  await importFiles(
    files,
    options.json,
    'people',
    (file, content) => linesOf(file, content, people(reference), options),
    (lines, api) =>
      answerOf(api.POST('/v1/candidates/import', { body: { people: lines.map(rowOf), allowLikelyDuplicates } })),
    connection,
  );
}

/**
 * Records outcomes from a list that names persons by number. The portal resolves each number to a random id before
 * it passes the list to the validations service.
 */
export async function importOutcomes(
  files: readonly string[],
  connection: Connection,
  options: TableOptions,
): Promise<void> {
  await importFiles(
    files,
    options.json,
    'outcomes',
    (file, content) => linesOf(file, content, outcomes, options),
    async (lines, api) => {
      const call = api.POST('/v1/portal/outcomes/list', { body: { outcomes: lines.map(rowOf) } });
      const { read, created, unchanged, rejected } = await answerOf(call);
      return { read, created: created.length, changed: 0, unchanged: unchanged.length, removed: 0, rejected };
    },
    connection,
  );
}

/** @throws CommandFailed where it is the wrong file, or cannot be read as a whole: no row of it is sent */
function linesOf(
  file: string,
  content: string,
  { columns, bodyOf, has, what }: ListKind,
  options: TableOptions,
): (Line | WrongLine)[] {
  const refused = ({ sv, en }: Text) =>
    new CommandFailed(
      { sv: `${file}: ${sv} Inget skrevs.`, en: `${file}: ${en} Nothing was written.` },
      exitCodes.refused,
    );
  if (content.trimStart().startsWith('{')) {
    const lines = jsonLines(content);
    if (!lines.some(({ row }) => has.some((field) => row !== undefined && field in row))) throw refused(what);
    return lines.map(({ number, row }) => ({ number, text: JSON.stringify(row ?? null) }));
  }
  const table = rowsOf(content);
  if ('refusal' in table) throw refused(table.refusal);
  const read = readTable(table.rows, columns, { ignoresUnknown: options.ignoreUnknownColumns });
  if ('refusal' in read) throw refused(read.refusal);
  if (!read.columns.some((column) => has.includes(column))) throw refused(what);
  return read.rows.map((row) =>
    'fault' in row
      ? { number: row.line, wrong: row.fault }
      : { number: row.line, text: JSON.stringify(bodyOf(row.values)) },
  );
}

function jsonLines(content: string): { number: number; row: Values | undefined }[] {
  return content
    .split(/\r?\n/u)
    .map((line, at) => ({ number: at + 1, line }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ number, line }) => {
      try {
        return { number, row: JSON.parse(line) as Values };
      } catch {
        return { number, row: undefined };
      }
    });
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
  read: digits,
};

const people = (reference: Reference): ListKind => ({
  columns: [
    { name: 'name', also: ['namn', 'fullständigt namn', 'full name'], read: text },
    number,
    { name: 'email', also: ['e-post', 'epost', 'e-postadress', 'mejl', 'mail', 'e-mail'], read: text },
    { name: 'phone', also: ['telefon', 'telefonnummer', 'tel', 'mobil', 'mobilnummer'], read: digits },
    { name: 'address', also: ['adress', 'postadress', 'gatuadress'], read: text },
    { name: 'linksEvidence', also: ['ja till länkning', 'länkar bevis', 'links evidence'], read: yesNo },
    { name: 'home', also: ['hemkommun', 'kommun', 'bostadskommun', 'municipality'], read: municipality(reference) },
    { name: 'maxCommuteMinutes', also: ['restid', 'max restid', 'pendlingstid', 'commute'], read: minutes },
    { name: 'drivesToWork', also: ['har bil', 'bil', 'kör till arbetet', 'car'], read: yesNo },
    { name: 'movesAnywhere', also: ['flyttar vart som helst'], read: yesNo },
    { name: 'moveTo', also: ['flyttar till', 'flyttar till län'], read: words },
    { name: 'acceptsRemote', also: ['distans', 'distansarbete', 'remote'], read: yesNo },
    { name: 'availableFrom', also: ['tillgänglig från', 'kan börja', 'tillträde'], read: day },
    { name: 'hours', also: ['arbetstid', 'omfattning'], read: hours },
    { name: 'shifts', also: ['arbetspass', 'pass', 'skift'], read: words },
    { name: 'drivingLicences', also: ['körkort', 'körkortsbehörighet', 'driving licence'], read: words },
    { name: 'licences', also: ['legitimation', 'legitimationer', 'behörighet', 'behörigheter'], read: licences },
    { name: 'languages', also: ['språk'], read: language },
    { name: 'experience', also: ['erfarenhet', 'erfarenheter', 'arbetslivserfarenhet'], read: experience },
    { name: 'education', also: ['utbildning', 'utbildningar'], read: education },
    { name: 'skills', also: ['kompetens', 'kompetenser', 'kunskaper'], read: claimed },
    { name: 'wantedOccupations', also: ['önskade yrken', 'önskat yrke', 'söker yrke'], read: words },
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

const outcomes: ListKind = {
  columns: [
    number,
    { name: 'profile', also: ['profil', 'valideringsprofil'], read: text },
    { name: 'result', also: ['resultat', 'utfall'], read: text },
    { name: 'assessedOn', also: ['bedömd', 'bedömningsdag', 'bedömningsdatum'], read: day },
    { name: 'validUntil', also: ['giltig till', 'giltigt till', 'giltig t.o.m.'], read: day },
    { name: 'level', also: ['nivå'], read: text },
    { name: 'orderedBy', also: ['beställare', 'beställd av'], read: text },
    { name: 'units', also: ['delar', 'del', 'enheter', 'kurser', 'unit'], read: units },
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
