import { parse } from 'csv-parse/sync';
import { answerOf, type Connection } from '../client.js';
import { CommandFailed, exitCodes, type Text } from '../exit-codes.js';
import { importFiles, type Line, rowOf } from './import.js';

type Row = Readonly<Record<string, unknown>>;

/** Registers people from CSV or JSON lines. A person whose number is registered already gets the new facts. */
export async function importPeople(files: readonly string[], connection: Connection, json: boolean): Promise<void> {
  await importFiles(
    files,
    json,
    'people',
    (file, content) =>
      linesOf(
        file,
        content,
        personOf,
        {
          sv: 'inga personer (kolumner: name, personnummer, home ...)',
          en: 'no people (columns: name, personnummer, home ...)',
        },
        ['name', 'identity'],
      ),
    (lines, api) => answerOf(api.POST('/v1/candidates/import', { body: { people: lines.map(rowOf) } })),
    connection,
  );
}

/**
 * Records outcomes from a list that names persons by number. The portal resolves each number to a random id before
 * it passes the list to the validations service.
 */
export async function importOutcomes(files: readonly string[], connection: Connection, json: boolean): Promise<void> {
  await importFiles(
    files,
    json,
    'outcomes',
    (file, content) =>
      linesOf(
        file,
        content,
        outcomeOf,
        {
          sv: 'inga utfall (kolumner: personnummer, profile, result ...)',
          en: 'no outcomes (columns: personnummer, profile, result ...)',
        },
        ['personnummer'],
      ),
    async (lines, api) => {
      const call = api.POST('/v1/portal/outcomes/list', { body: { outcomes: lines.map(rowOf) } });
      const { read, created, rejected } = await answerOf(call);
      return { read, created: created.length, changed: 0, unchanged: 0, removed: 0, rejected };
    },
    connection,
  );
}

/** @throws CommandFailed where no row has one of the columns: it is the wrong file, so no row of it is sent */
function linesOf(file: string, content: string, rowOf: (row: Row) => object, what: Text, columns: string[]): Line[] {
  const isJson = content.trimStart().startsWith('{');
  const rows = isJson ? jsonLines(content) : csvRows(content);
  if (!rows.some(({ row }) => columns.some((column) => row !== undefined && column in row))) {
    throw new CommandFailed(
      { sv: `${file} innehåller ${what.sv}. Inget skrevs.`, en: `${file} holds ${what.en}. Nothing was written.` },
      exitCodes.refused,
    );
  }
  return rows.map(({ number, row }) => ({ number, text: JSON.stringify(row ? (isJson ? row : rowOf(row)) : null) }));
}

function jsonLines(content: string): { number: number; row: Row | undefined }[] {
  return content
    .split(/\r?\n/u)
    .map((text, at) => ({ number: at + 1, text }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ number, text }) => {
      try {
        return { number, row: JSON.parse(text) as Row };
      } catch {
        return { number, row: undefined };
      }
    });
}

function csvRows(content: string): { number: number; row: Row }[] {
  try {
    const delimiter = (content.split(/\r?\n/u, 1)[0] ?? '').includes(';') ? ';' : ',';
    const rows = parse(content, { columns: true, bom: true, delimiter, trim: true, skip_empty_lines: true }) as Row[];
    return rows.map((row, at) => ({ number: at + 2, row }));
  } catch {
    return [];
  }
}

const words = (cell: unknown) =>
  String(cell ?? '')
    .split(/[|,]/u)
    .map((word) => word.trim())
    .filter(Boolean);
const number = (cell: unknown) => (/^\d+$/u.test(String(cell ?? '')) ? Number(cell) : undefined);
const yes = (cell: unknown) =>
  cell === '' || cell === undefined ? undefined : /^(?:ja|yes|true|1)$/iu.test(String(cell));
const text = (cell: unknown) => (cell === '' || cell === undefined ? undefined : String(cell));

/** A row as a registration. A cell holds several values as "B|C", experience as "OCCUPATION:MONTHS:LASTYEAR|…". */
function personOf(row: Row): object {
  const triple = (cell: unknown) => words(cell).map((word) => word.split(':'));
  return {
    identity: {
      name: text(row.name),
      personnummer: text(row.personnummer),
      email: text(row.email),
      phone: text(row.phone),
      address: text(row.address),
    },
    linksEvidence: yes(row.linksEvidence),
    facts: {
      home: text(row.home),
      maxCommuteMinutes: number(row.maxCommuteMinutes),
      drivesToWork: yes(row.drivesToWork),
      drivingLicences: words(row.drivingLicences),
      availableFrom: text(row.availableFrom),
      languages: triple(row.languages).map(([language, level]) => ({ language, level })),
      experience: triple(row.experience).map(([occupation, months, lastYear]) => ({
        occupation,
        months: number(months),
        lastYear: number(lastYear),
      })),
      licences: words(row.licences).map((licence) => ({ licence })),
      skills: triple(row.skills).map(([skill, outcome]) => ({ skill, outcome: outcome ?? 'self-declared' })),
      wantedOccupations: words(row.wantedOccupations),
    },
  };
}

/** A row as an outcome. Units: "UNIT:full|UNIT:part", with an optional grade as a third part ("UNIT:full:GRADE"). */
function outcomeOf(row: Row): object {
  return {
    personnummer: text(row.personnummer),
    profile: text(row.profile),
    result: text(row.result),
    assessedOn: text(row.assessedOn),
    validUntil: text(row.validUntil),
    level: text(row.level),
    orderedBy: text(row.orderedBy),
    units: words(row.units).map((word) => {
      const [unit, extent, grade] = word.split(':');
      return { unit, extent: extent ?? 'full', ...(grade ? { grade } : {}) };
    }),
    ...(text(row.documentIssuer)
      ? { document: { issuer: text(row.documentIssuer), reference: text(row.documentReference) } }
      : {}),
  };
}
