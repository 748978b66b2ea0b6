import { Client, type Connection } from '../client.js';
import { print, table } from '../output.js';
import { conditionWord, type Language, noticeWord, wordsIn } from '../words.js';

interface Entry {
  place: number;
  candidate?: string;
  target?: string;
  title?: string;
  employer?: string | null;
  municipality?: string | null;
  verdict: string;
  score: number;
  missing: { kind: string; label: string | null }[];
  toClarify: { kind: string; label: string | null }[];
  closableInDays: number;
  notices?: string[];
}

interface List {
  asOf: string;
  counts: Record<string, number>;
  listed: Entry[];
  near: Entry[];
  target?: { title: string; employer: string | null; municipality: string | null; target: string };
  candidate?: string;
}

interface Source {
  record: string;
  from: 'profile' | 'validation';
  outcome: string;
  result?: string | null;
  profile?: string | null;
  assessedOn?: string | null;
}

interface Standing {
  verdict: string;
  score: number;
  place: { list: string; place: number } | null;
}

interface Explanation {
  title: string;
  candidate: string;
  target: string;
  verdict: string;
  score: number;
  place: Standing['place'];
  components: {
    component: string;
    weight: number;
    points: number;
    couldGain: number;
    reasons: { label: string | null; points: number; source: Source; detail: Record<string, unknown> }[];
  }[];
  conditions: { kind: string; label: string | null; must: boolean; state: string; source: Source | null }[];
  wouldHelp: { label: string | null; before: Standing; after: Standing }[];
}

export interface MatchesOptions {
  readonly explain: boolean;
  readonly only?: string;
  readonly limit: string;
  readonly targets: string;
  readonly json: boolean;
}

/** The lists of a vacancy, a placement or a candidate; with --explain why the first of them (or each, as JSON) is there. */
export async function matches(
  kind: string,
  id: string,
  options: MatchesOptions,
  connection: Connection,
): Promise<void> {
  const client = new Client(connection);
  const paths: Record<string, string> = {
    vacancy: `/v1/matching/vacancies/${id}/candidates`,
    placement: `/v1/matching/placements/${id}/candidates`,
    candidate: `/v1/matching/candidates/${id}/${options.targets}`,
  };
  const whole = await client.get<List>(`${paths[kind]}?limit=${options.only ? 500 : options.limit}`);
  const shown = (entry: Entry) => !options.only || [entry.candidate, entry.target].includes(options.only);
  const list = { ...whole, listed: whole.listed.filter(shown), near: whole.near.filter(shown) };
  const explanations: Explanation[] = [];
  if (options.explain) {
    for (const entry of [...list.listed, ...list.near].slice(0, options.json ? undefined : 3)) {
      const [candidate, target] = kind === 'candidate' ? [id, entry.target] : [entry.candidate, id];
      explanations.push(await client.get<Explanation>(`/v1/matching/candidates/${candidate}/targets/${target}`));
    }
  }
  const { language } = connection;
  print(options.json, options.explain ? { ...list, explanations } : list, () =>
    [listInWords(list, language), ...explanations.map((one) => explanationInWords(one, language))].join('\n\n'),
  );
}

function listInWords(list: List, language: Language): string {
  const word = wordsIn(language);
  const counts = Object.entries(list.counts).map(([verdict, count]) => `${count} ${word(verdict)}`);
  const about = list.target ? [list.target.title, list.target.employer, list.target.municipality] : [list.candidate];
  const header = `${about.filter(Boolean).join(', ')}  (${list.asOf}: ${counts.join(', ')})`;
  const sections = [
    ['listed', list.listed],
    ['nearList', list.near],
  ] as const;
  const told = sections.flatMap(([name, entries]) =>
    entries.length === 0 ? [] : [`${word(name)}:\n${table(entries.map((entry) => entryInWords(entry, language)))}`],
  );
  return [header, ...(told.length > 0 ? told : [word('none')])].join('\n');
}

function entryInWords(entry: Entry, language: Language): string[] {
  const word = wordsIn(language);
  const about = entry.candidate ?? [entry.title, entry.employer, entry.municipality].filter(Boolean).join(', ');
  const open = [...entry.missing, ...entry.toClarify].map(({ kind, label }) =>
    [conditionWord(language, kind), label].filter(Boolean).join(': '),
  );
  const notices = (entry.notices ?? []).map((notice) => noticeWord(language, notice));
  const days = entry.closableInDays > 0 ? [`~${entry.closableInDays} ${word('days')}`] : [];
  return [
    String(entry.place).padStart(4),
    String(entry.score).padStart(5),
    about,
    entry.target ?? '',
    word(entry.verdict),
    [...open, ...days, ...notices].join('; '),
  ];
}

function explanationInWords(explanation: Explanation, language: Language): string {
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

function sourceInWords(source: Source, language: Language): string {
  if (source.from === 'profile') return `${wordsIn(language)('ownProfile')} (${source.outcome})`;
  const parts = [source.profile, source.outcome, source.assessedOn, source.record];
  return parts.filter(Boolean).join(', ');
}

/** "from place 14 to place 3"; only the new place where the person moves from one list to the other. */
function placesInWords(before: Standing, after: Standing, language: Language): string {
  const word = wordsIn(language);
  if (!after.place) return '';
  if (before.place?.list !== after.place.list) return `, ${word('place')} ${after.place.place}`;
  return `, ${word('from')} ${before.place.place} ${word('to')} ${after.place.place}`;
}
