import { loadReference, ReferenceSearch, type SearchKind } from '@lotsen/reference';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { print, table } from '../output.js';
import { findingWord, type Language, wordsIn } from '../words.js';

export interface FindOptions {
  readonly limit: string;
  readonly json: boolean;
  readonly language: Language;
  /** Where this installation may have reference data of its own. */
  readonly folder: string;
}

/** Prints the ids of what is called so, or nearly so, in the reference data of this machine. */
export function find(kind: SearchKind, text: string, { limit, json, language, folder }: FindOptions): void {
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1) {
    throw new CommandFailed(
      {
        sv: `--limit ${limit} är inget antal: ange till exempel 10.`,
        en: `--limit ${limit} is not a number of entries: give one such as 10.`,
      },
      exitCodes.refused,
    );
  }
  const hits = new ReferenceSearch(loadReference(folder)).search(kind, text, most);
  print(json, { kind, text, hits }, () =>
    hits.length === 0
      ? wordsIn(language)('none')
      : table(
          hits.map(({ id, label, because, text: found }) => [
            id,
            label,
            [findingWord(language, because), found].filter(Boolean).join(': '),
          ]),
        ),
  );
}
