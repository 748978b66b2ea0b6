import { answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { whenDone, withBar } from '../jobs.js';
import { print, table } from '../output.js';
import { conditionWord, wordsIn } from '../words.js';

/** Compares the lists of candidates with those of another version of the model. */
export async function compareModels(
  version: Schemas['ModelComparison']['from'],
  limit: string,
  json: boolean,
  connection: Connection,
): Promise<void> {
  const { language } = connection;
  const api = apiOf(connection);
  const body = { with: version as '1', limit: Number(limit) };
  const started = await answerOf(api.POST('/v1/matching/models/comparison', { body }));
  const { result: answer } = await withBar('lists', json, (onProgress) =>
    whenDone<Schemas['ModelComparison']>(started, api, language, onProgress),
  );
  const word = wordsIn(language);
  print(json, answer, (compared: Schemas['ModelComparison']) => {
    const { model, from, lists, changed, shared, of, verdicts, mostChanged } = compared;
    const rows = verdicts.map((one) => [
      String(one.pairs).padStart(6),
      `${word(one.from)} → ${word(one.to)}`,
      one.because ? conditionWord(language, one.because) : '',
    ]);
    return [
      `${word('model')} ${from} → ${model}: ${changed} ${word('of')} ${lists} ${word('listsDiffer')}; ${shared} ${word('of')} ${of} ${word('ofFirstTen')}`,
      ...(rows.length > 0 ? [`${word('pairs')}:`, table(rows)] : []),
      ...(mostChanged.length > 0 ? [`${word('mostChanged')}:`] : []),
      table(mostChanged.map((one) => [`  ${one.shared}/${one.of}`, one.target, one.title])),
    ]
      .filter(Boolean)
      .join('\n');
  });
}
