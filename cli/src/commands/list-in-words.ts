import type { Schemas } from '../client.js';
import { table } from '../output.js';
import { conditionWord, countInWords, type Language, noticeWord, wordsIn } from '../words.js';

export type List = Schemas['CandidateList'] | Schemas['TargetList'] | Schemas['OccupationList'];
export type Entry = List['listed'][number];
type OccupationEntry = Schemas['OccupationEntry'];

/** The candidate (or below, the target) of an entry; undefined where the whole list belongs to that one. */
export const candidateOf = (entry: Entry) => ('candidate' in entry ? entry.candidate : undefined);
export const targetOf = (entry: Entry) => ('target' in entry ? entry.target : undefined);

const verdictsOf = ({ counts }: List) => Object.keys(counts) as (keyof List['counts'])[];

/** A list in its sections. Entries that nothing links to the person are only counted, unless `all` are asked for. */
export function listInWords(list: List, all: boolean, language: Language): string {
  const word = wordsIn(language);
  const counts = verdictsOf(list).map((verdict) => `${list.counts[verdict]} ${word(verdict)}`);
  const about =
    'target' in list ? [list.target.title, list.target.employer, list.target.municipality] : [list.candidate];
  const header = `${about.filter(Boolean).join(', ')}  (${list.asOf}: ${counts.join(', ')})`;
  const sections = [
    ['listed', list.listed, list.unlinked.listed],
    ['nearList', list.near, list.unlinked.near],
  ] as const;
  const shown = sections.flatMap(([name, entries, unlinked]) => {
    const rows = entries
      .filter((entry: Entry) => all || entry.linked)
      .map((entry: Entry) => entryInWords(entry, language));
    const counted = !all && unlinked > 0 ? [`   + ${unlinked} ${word('onlyWithinReach')}`] : [];
    return rows.length + counted.length === 0
      ? []
      : [`${word(name)}:`, ...(rows.length > 0 ? [table(rows)] : []), ...counted];
  });
  const occupationEntries = [...list.listed, ...list.near]
    .filter((entry: Entry) => all || entry.linked)
    .flatMap((entry: Entry) => ('links' in entry ? [entry] : []));
  const occupations = occupationEntries.flatMap((entry) => occupationInWords(entry, language));
  return [header, ...(shown.length > 0 ? shown : [word('none')]), ...occupations].join('\n');
}

function entryInWords(entry: Entry, language: Language): string[] {
  const word = wordsIn(language);
  const open = [...entry.missing, ...entry.toClarify].map(({ kind, label }) =>
    [conditionWord(language, kind), label].filter(Boolean).join(': '),
  );
  const notices = ('notices' in entry ? entry.notices : []).map((notice) => noticeWord(language, notice));
  const days = entry.closableInDays > 0 ? [`~${entry.closableInDays} ${word('days')}`] : [];
  const told = entry.told.map(({ label }) => `${word('links' in entry ? 'someNeed' : 'forATimeOnly')} (${label})`);
  return [
    String(entry.place).padStart(4),
    String(entry.score).padStart(5),
    aboutInWords(entry),
    targetOf(entry) ?? '',
    verdictInWords(entry, language),
    [...open, ...days, ...told, ...notices].join('; '),
  ];
}

/** Where nothing is asked for, the entry says so, instead of that the person meets the requirements. */
function verdictInWords(entry: Entry, language: Language): string {
  const word = wordsIn(language);
  const asks = entry.asksForSomething || 'links' in entry || entry.verdict !== 'eligible';
  return word(asks ? entry.verdict : 'asksForNothing');
}

function aboutInWords(entry: Entry): string {
  if ('candidate' in entry) return entry.candidate;
  const where = 'employer' in entry ? [entry.employer, entry.municipality] : [];
  return [entry.title, ...where].filter(Boolean).join(', ');
}

const linkWords = { wish: 'wishesFor', skill: 'hasSkill', licence: 'holds', education: 'trainedFor' } as const;

/** What an officer needs to know of a shortage occupation: its names, why it stands here, the licence in the way, what is open. */
function occupationInWords(entry: OccupationEntry, language: Language): string[] {
  const word = wordsIn(language);
  const { shortage, live, withinReach } = entry;
  const assessed = [word(shortage.situation), shortage.basis, shortage.round].filter(Boolean).join(', ');
  const links = entry.links.map((link) =>
    link.by === 'experience'
      ? `${word('hasWorkedAs')} ${link.label} (${link.months} ${word('months')}${link.basis === 'same' ? '' : `, ${link.percent} % ${word('alike')}`})`
      : `${word(linkWords[link.by])} ${link.label}`,
  );
  return [
    '',
    `${entry.title}, ${entry.county}: ${assessed}`,
    `  ${entry.names.map(({ label }) => label).join(' · ')}`,
    ...(links.length > 0 ? [`  ${word('why')}: ${links.join('; ')}`] : []),
    ...entry.told.map(({ label, law }) => `  ${word('someNeed')}: ${label} (${law})`),
    ...entry.licences.map(({ label, law, exceptions }) => `  ${word('missing')}: ${label} (${law}). ${exceptions}`),
    `  ${word('withinReach')}: ${withinReach.positions} ${word('positions')}, ${withinReach.seats} ${word('seats')}. ${entry.county}: ${live.openPositions} ${word('open')}, ${countInWords(live.eligible, language)} ${word('canTake')}`,
  ];
}
