import { type Api, answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { print, table } from '../output.js';
import { conditionWord, type Language, noticeWord, wordsIn } from '../words.js';

type List = Schemas['CandidateList'] | Schemas['TargetList'] | Schemas['OccupationList'];
type Entry = List['listed'][number];

export interface MatchesOptions {
  readonly explain: boolean;
  readonly only?: string;
  readonly limit: string;
  readonly targets: string;
  readonly json: boolean;
}

/**
 * Prints the lists of a vacancy, a placement or a candidate. With --explain it adds the explanations of the first three
 * matches, or of all of them as JSON.
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
  const explanations: Schemas['Explanation'][] = [];
  if (options.explain) {
    for (const entry of [...list.listed, ...list.near].slice(0, options.json ? undefined : 3)) {
      const path = { id: candidateOf(entry) ?? id, target: targetOf(entry) ?? id };
      const call = api.GET('/v1/matching/candidates/{id}/targets/{target}', { params: { path } });
      explanations.push(await answerOf(call));
    }
  }
  const { language } = connection;
  print(options.json, options.explain ? { ...list, explanations } : list, () =>
    [listInWords(list, language), ...explanations.map((one) => explanationInWords(one, language))].join('\n\n'),
  );
}

function listOf(api: Api, kind: string, id: string, { only, limit, targets }: MatchesOptions): Promise<List> {
  const params = { path: { id }, query: { limit: only ? 500 : Number(limit) } };
  if (kind === 'vacancy') return answerOf(api.GET('/v1/matching/vacancies/{id}/candidates', { params }));
  if (kind === 'placement') return answerOf(api.GET('/v1/matching/placements/{id}/candidates', { params }));
  if (targets === 'occupations') return answerOf(api.GET('/v1/matching/candidates/{id}/occupations', { params }));
  if (targets === 'placements') return answerOf(api.GET('/v1/matching/candidates/{id}/placements', { params }));
  return answerOf(api.GET('/v1/matching/candidates/{id}/vacancies', { params }));
}

/** The candidate (or below, the target) of an entry; undefined where the whole list belongs to that one. */
const candidateOf = (entry: Entry) => ('candidate' in entry ? entry.candidate : undefined);
const targetOf = (entry: Entry) => ('target' in entry ? entry.target : undefined);

const verdictsOf = ({ counts }: List) => Object.keys(counts) as (keyof List['counts'])[];

function listInWords(list: List, language: Language): string {
  const word = wordsIn(language);
  const counts = verdictsOf(list).map((verdict) => `${list.counts[verdict]} ${word(verdict)}`);
  const about =
    'target' in list ? [list.target.title, list.target.employer, list.target.municipality] : [list.candidate];
  const header = `${about.filter(Boolean).join(', ')}  (${list.asOf}: ${counts.join(', ')})`;
  const sections = [
    ['listed', list.listed],
    ['nearList', list.near],
  ] as const;
  const shown = sections.flatMap(([name, entries]) =>
    entries.length === 0
      ? []
      : [`${word(name)}:\n${table(entries.map((entry: Entry) => entryInWords(entry, language)))}`],
  );
  return [header, ...(shown.length > 0 ? shown : [word('none')])].join('\n');
}

function entryInWords(entry: Entry, language: Language): string[] {
  const word = wordsIn(language);
  const open = [...entry.missing, ...entry.toClarify].map(({ kind, label }) =>
    [conditionWord(language, kind), label].filter(Boolean).join(': '),
  );
  const notices = ('notices' in entry ? entry.notices : []).map((notice) => noticeWord(language, notice));
  const days = entry.closableInDays > 0 ? [`~${entry.closableInDays} ${word('days')}`] : [];
  return [
    String(entry.place).padStart(4),
    String(entry.score).padStart(5),
    aboutInWords(entry),
    targetOf(entry) ?? '',
    word(entry.verdict),
    [...open, ...days, ...notices].join('; '),
  ];
}

function aboutInWords(entry: Entry): string {
  if ('candidate' in entry) return entry.candidate;
  const where = 'employer' in entry ? [entry.employer, entry.municipality] : [];
  return [entry.title, ...where].filter(Boolean).join(', ');
}

function explanationInWords(explanation: Schemas['Explanation'], language: Language): string {
  const word = wordsIn(language);
  const { title, candidate, score, verdict, place, components, conditions, wouldHelp } = explanation;
  const at = place ? `, ${word('place')} ${place.place}` : '';
  const lines = [`${word('why')}: ${candidate} – ${title}: ${score} ${word('points')}, ${word(verdict)}${at}`];
  for (const component of components) {
    const gain = component.couldGain > 0 ? `  (+${component.couldGain}: ${word('unknown')})` : '';
    lines.push(`  ${String(component.points).padStart(5)} / ${component.weight}  ${word(component.component)}${gain}`);
    for (const reason of component.reasons) {
      const what = reason.label ?? '';
      lines.push(`      ${String(reason.points).padStart(5)}  ${what}  ← ${sourceInWords(reason.source, language)}`);
    }
  }
  lines.push(`  ${word('requirements')}:`);
  for (const { kind, label, must, state, source } of conditions) {
    const what = [conditionWord(language, kind), label].filter(Boolean).join(': ');
    const how = source ? `  ← ${sourceInWords(source, language)}` : '';
    lines.push(`    ${word(state)}  ${what}${must ? '' : ` (${word('wish')})`}${how}`);
  }
  if (wouldHelp.length > 0) lines.push(`  ${word('wouldHelp')}:`);
  for (const { label, before, after } of wouldHelp) {
    const points = `${before.score} → ${after.score} ${word('points')}`;
    lines.push(`    ${label}: ${points}, ${word(after.verdict)}${placesInWords(before, after, language)}`);
  }
  return lines.join('\n');
}

function sourceInWords(source: Schemas['ToldSource'], language: Language): string {
  if (source.from === 'profile') return `${wordsIn(language)('ownProfile')} (${source.outcome})`;
  const { outcome, record } = source;
  const parts = source.from === 'validation' ? [source.profile, outcome, source.assessedOn, record] : [outcome, record];
  return parts.filter(Boolean).join(', ');
}

/** "from place 14 to place 3"; names only the new place where the person moves from one list to the other. */
function placesInWords(before: Schemas['Standing'], after: Schemas['Standing'], language: Language): string {
  const word = wordsIn(language);
  if (!after.place) return '';
  if (before.place?.list !== after.place.list) return `, ${word('place')} ${after.place.place}`;
  return `, ${word('from')} ${before.place.place} ${word('to')} ${after.place.place}`;
}
