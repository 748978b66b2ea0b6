import { type Api, answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { print } from '../output.js';
import { explanationInWords } from './explanation-in-words.js';
import { candidateOf, type Entry, type List, listInWords, targetOf } from './list-in-words.js';

export interface MatchesOptions {
  readonly explain: boolean;
  readonly only?: string;
  /** Also what nothing links to the person. */
  readonly all: boolean;
  readonly limit: string;
  readonly targets: string;
  readonly json: boolean;
}

/**
 * Prints the lists of a vacancy, a placement or a candidate. With --explain it adds the explanations of the first three
 * matches that it shows, or of all of them as JSON.
 */
export async function matches(
  kind: string,
  id: string,
  options: MatchesOptions,
  connection: Connection,
): Promise<void> {
  const api = apiOf(connection);
  const whole = await listOf(api, kind, id, options);
  const shown = (entry: Entry) => !options.only || [candidateOf(entry), targetOf(entry)].includes(options.only);
  const list = { ...whole, listed: whole.listed.filter(shown), near: whole.near.filter(shown) } as List;
  const explained = (path: { readonly id: string; readonly target: string }) =>
    answerOf(api.GET('/v1/matching/candidates/{id}/targets/{target}', { params: { path } }));
  const explanations: Schemas['Explanation'][] = [];
  if (options.explain) {
    const printed = (entry: Entry) => options.json || options.all || options.only !== undefined || entry.linked;
    const entries = [...list.listed, ...list.near].filter(printed);
    for (const entry of entries.slice(0, options.json ? undefined : 3)) {
      explanations.push(await explained({ id: candidateOf(entry) ?? id, target: targetOf(entry) ?? id }));
    }
  }
  const { language } = connection;
  const { only } = options;
  // Who is ruled out stands in no list: the explanation alone says the verdict, and why.
  if (only !== undefined && list.listed.length + list.near.length === 0) {
    explanations.push(await explained(kind === 'candidate' ? { id, target: only } : { id: only, target: id }));
  }
  print(options.json, options.explain || explanations.length > 0 ? { ...list, explanations } : list, () =>
    [listInWords(list, options, language), ...explanations.map((one) => explanationInWords(one, language))].join(
      '\n\n',
    ),
  );
}

/** The longest list that the service answers with. */
const longestList = 500;

function listOf(api: Api, kind: string, id: string, { only, limit, targets }: MatchesOptions): Promise<List> {
  const params = { path: { id }, query: { limit: only ? longestList : Number(limit) } };
  if (kind === 'vacancy') return answerOf(api.GET('/v1/matching/vacancies/{id}/candidates', { params }));
  if (kind === 'placement') return answerOf(api.GET('/v1/matching/placements/{id}/candidates', { params }));
  if (targets === 'occupations') return answerOf(api.GET('/v1/matching/candidates/{id}/occupations', { params }));
  if (targets === 'placements') return answerOf(api.GET('/v1/matching/candidates/{id}/placements', { params }));
  return answerOf(api.GET('/v1/matching/candidates/{id}/vacancies', { params }));
}
