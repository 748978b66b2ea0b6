import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import type { PathsOf } from '@lotsen/api/client';
import type { Command } from 'commander';
import { type Api, answerOf, apiOf, type Connection } from '../client.js';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { withExample } from '../help.js';
import { print } from '../output.js';
import type { Language } from '../words.js';
import { demandsInWords } from './demands-in-words.js';
import { allWork, isPaged, nouns, showsPersons, type Work } from './work-table.js';

interface WorkOptions {
  readonly file?: string;
  readonly purpose?: string;
  readonly version?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

/** Answers that are printed in words. All others are printed as the JSON that they are. */
const inWords: Partial<Record<Work['path'], (answer: never, language: Language) => string>> = {
  '/v1/matching/vacancies/{id}/demands': demandsInWords,
};

/** Adds a command for each noun, with a subcommand for each verb. */
export function addWork(program: Command, connection: () => Connection, asJson: () => boolean): void {
  for (const { noun, about } of nouns) {
    const verbs = allWork.filter((one) => one.noun === noun);
    const command = withExample(program.command(noun).description(about), exampleOf(verbs[0] as Work));
    for (const work of verbs) {
      const verb = withExample(command.command(work.verb).description(work.summary), exampleOf(work));
      if (isOnOne(work)) verb.argument('<id>');
      if (takesContent(work)) {
        verb.argument(
          '[fields...]',
          'fields of the content: name=text, a.b=text, or name:=JSON (numbers, yes and no, lists)',
        );
        verb.option('--file <file>', 'the content as JSON; - reads it from standard input');
      }
      if (showsPersons(work)) verb.option('--purpose <purpose>', 'what a person is looked at for');
      if (needsVersion(work)) verb.option('--version <n>', 'the version that it is made to; else the present one');
      if (isPaged(work)) {
        verb.option('--limit <n>', 'how many, up to 200', '50');
        verb.option('--cursor <next>', 'goes on after a page: the `next` that it ends with');
      }
      verb.action(async (...given: unknown[]) => {
        const options = given.at(-2) as WorkOptions;
        const id = isOnOne(work) ? String(given[0]) : undefined;
        const fields = (given.slice(isOnOne(work) ? 1 : 0, -2)[0] as string[] | undefined) ?? [];
        await run(work, id, fields, options, connection(), asJson());
      });
    }
  }
}

const exampleOf = (work: Work): readonly string[] => [
  work.noun,
  work.verb,
  ...(isOnOne(work) ? ['00000000-0000-4000-8000-000000000001'] : []),
  ...work.example,
];

/** An operation takes a request body exactly where the table has an example of one. */
const takesContent = ({ method, example }: Work) => method !== 'GET' && example.length > 0;

const isOnOne = ({ path }: Work) => path.includes('{id}');
const needsVersion = ({ method, path, verb }: Work) =>
  method !== 'GET' && path.includes('{id}') && verb !== 'recompute';

async function run(
  work: Work,
  id: string | undefined,
  fields: readonly string[],
  options: WorkOptions,
  connection: Connection,
  asJson: boolean,
): Promise<void> {
  const api = apiOf(connection);
  const headers: Record<string, string> = {
    ...(options.purpose ? { 'lotsen-purpose': options.purpose } : {}),
    ...(needsVersion(work) ? { 'if-match': await versionOf(work, id ?? '', options, api) } : {}),
  };
  const content = takesContent(work) ? await contentOf(fields, options.file) : undefined;
  const { limit, cursor } = options;
  const query = { ...(limit ? { limit: Number(limit) } : {}), ...(cursor ? { cursor } : {}) };
  const answer = await call(api, work, { params: { path: { id }, query }, headers, body: content });
  const words = inWords[work.path];
  print(asJson, answer, (shown) => words?.(shown, connection.language) ?? JSON.stringify(shown, null, 2));
}

/**
 * The version for If-Match: the one that the user gave, or else the present one, which this reads. If another caller
 * changes the resource in between, the server refuses with 412.
 */
async function versionOf({ path }: Work, id: string, { version }: WorkOptions, api: Api): Promise<string> {
  if (version) return `"${version}"`;
  const resource = path.slice(0, path.indexOf('{id}') + '{id}'.length) as PathsOf<'get'>;
  const present = await call(api, { method: 'GET', path: resource }, { params: { path: { id } } });
  return `"${(present as { readonly version: number }).version}"`;
}

/** The route comes from the table at run time, so the compiler cannot check the parameters; the server checks them. */
const call = (api: Api, { method, path }: Pick<Work, 'method' | 'path'>, init: object): Promise<object> =>
  answerOf(api.request(method.toLowerCase() as 'get', path as never, init as never));

/** The request body: the file, with the fields set in it. @throws CommandFailed where either cannot be parsed */
export async function contentOf(fields: readonly string[], file: string | undefined): Promise<object> {
  const content = file === undefined ? {} : parsed(file === '-' ? await textOf(process.stdin) : readIn(file), file);
  for (const field of fields) {
    const [, path, sign, value] = /^([\w.-]+)(:?=)(.*)$/su.exec(field) ?? [];
    if (!path || value === undefined) {
      throw new CommandFailed(
        {
          sv: `${field} är inget fält: skriv namn=text eller namn:=JSON.`,
          en: `${field} is no field: write name=text or name:=JSON.`,
        },
        exitCodes.refused,
      );
    }
    put(content, path.split('.'), sign === '=' ? value : json(field, value));
  }
  return content;
}

function put(content: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined || first === '__proto__') return;
  if (rest.length === 0) content[first] = value;
  else {
    const inner = content[first];
    content[first] = typeof inner === 'object' && inner !== null ? inner : {};
    put(content[first] as Record<string, unknown>, rest, value);
  }
}

function json(field: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new CommandFailed(
      {
        sv: `${field} har ingen JSON efter := ; skriv = för text.`,
        en: `${field} holds no JSON after := ; for text write =.`,
      },
      exitCodes.refused,
    );
  }
}

function readIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandFailed(
      { sv: `Det finns ingen fil ${file} som går att läsa.`, en: `There is no file ${file} that can be read.` },
      exitCodes.refused,
    );
  }
}

function parsed(text: string, file: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return { ...content };
  } catch {
    // The error is thrown below.
  }
  throw new CommandFailed(
    { sv: `${file} innehåller inget JSON-objekt.`, en: `${file} holds no JSON object.` },
    exitCodes.refused,
  );
}
