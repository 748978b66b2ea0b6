import { Client, type Connection } from '../client.js';
import { print, table } from '../output.js';
import { countInWords, wordsIn } from '../words.js';

interface Row {
  label: string;
  countyName: string;
  situation: string;
  opportunities: string | null;
  basis: string | null;
  round: string;
  openPositions: number;
  eligible: number | '<5';
}

/** Assessed shortage by occupation, beside what the live vacancies say. */
export async function shortage(county: string | undefined, json: boolean, connection: Connection): Promise<void> {
  const query = county ? `?county=${encodeURIComponent(county)}` : '';
  const answer = await new Client(connection).get<{ asOf: string; items: Row[] }>(`/v1/matching/shortage${query}`);
  const word = wordsIn(connection.language);
  print(json, answer, () => {
    const rows = answer.items.map((row) => [
      row.countyName,
      row.label,
      word(row.situation),
      row.basis ?? '',
      `${row.openPositions} ${word('open')}`,
      `${countInWords(row.eligible, connection.language)} ${word('canTake')}`,
    ]);
    return `${answer.asOf}\n${table(rows)}`;
  });
}
