import { answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { print, table } from '../output.js';
import { areaWord, countInWords, numberInWords, wordsIn } from '../words.js';

/** Prints the assessed shortage of each occupation beside the figures from the open vacancies. */
export async function shortage(county: string | undefined, json: boolean, connection: Connection): Promise<void> {
  const query = county ? { county } : {};
  const answer = await answerOf(apiOf(connection).GET('/v1/matching/shortage', { params: { query } }));
  const word = wordsIn(connection.language);
  print(json, answer, ({ asOf, items }: Schemas['ShortageList']) => {
    const rows = items.map((row) => [
      row.countyName,
      row.label,
      word(row.situation),
      row.basis ? areaWord(connection.language, row.basis) : '',
      numberInWords(row.openPositions, 'open', connection.language),
      `${countInWords(row.eligible, connection.language)} ${word('canTake')}`,
    ]);
    return `${asOf}\n${table(rows)}`;
  });
}
