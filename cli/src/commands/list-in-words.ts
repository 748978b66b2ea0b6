import type { Schemas } from '../client.js';
import { table } from '../output.js';
import { areaWord, conditionWord, countInWords, type Language, noticeWord, numberInWords, wordsIn } from '../words.js';

export type List = Schemas['CandidateList'] | Schemas['TargetList'] | Schemas['OccupationList'];
export type Entry = List['listed'][number];
type OccupationEntry = Schemas['OccupationEntry'];

/** The candidate (or below, the target) of an entry; undefined where the whole list belongs to that one. */
export const candidateOf = (entry: Entry) => ('candidate' in entry ? entry.candidate : undefined);
export const targetOf = (entry: Entry) => ('target' in entry ? entry.target : undefined);

/** Which entries of a list are asked for. */
export interface Shown {
  readonly all: boolean;
  readonly only?: string;
}

const verdictsOf = ({ counts }: List) => Object.keys(counts) as (keyof List['counts'])[];

/**
 * A list in its sections. Entries that nothing links to the person are only counted, unless `all` are asked for, or
 * `only` one entry is.
 */
export function listInWords(list: List, { all, only }: Shown, language: Language): string {
  const word = wordsIn(language);
  const counts = verdictsOf(list).map((verdict) => `${list.counts[verdict]} ${word(verdict)}`);
  const about =
    'target' in list ? [list.target.title, list.target.employer, list.target.municipality] : [list.candidate];
  const header = `${about.filter(Boolean).join(', ')}  (${list.asOf}: ${counts.join(', ')})`;
  const whole = all || only !== undefined;
  const sections = [
    ['listed', list.listed, list.unlinked.listed],
    ['nearList', list.near, list.unlinked.near],
  ] as const;
  const shown = sections.flatMap(([name, entries, unlinked]) => {
    const rows = entries
      .filter((entry: Entry) => whole || entry.linked)
      .map((entry: Entry) => entryInWords(entry, language));
    const counted = !whole && unlinked > 0 ? [`   + ${unlinked} ${word('onlyWithinReach')}`] : [];
    return rows.length + counted.length === 0
      ? []
      : [`${word(name)}:`, ...(rows.length > 0 ? [table(rows)] : []), ...counted];
  });
  const occupationEntries = [...list.listed, ...list.near]
    .filter((entry: Entry) => whole || entry.linked)
    .flatMap((entry: Entry) => ('links' in entry ? [entry] : []));
  const occupations = occupationEntries.flatMap((entry) => occupationInWords(entry, language));
  const links = only === undefined ? linksInWords(list, language) : [];
  return [
    header,
    ...links,
    ...(shown.length > 0 ? shown : [word(only === undefined ? 'none' : 'notInList')]),
    ...occupations,
  ].join('\n');
}

/** How many of those with a verdict something links, and how many lie only within reach: the counts hold both. */
function linksInWords({ counts, unlinked }: List, language: Language): string[] {
  const word = wordsIn(language);
  const line = (
    verdicts: readonly (keyof List['counts'])[],
    without: number,
    said: 'unlinkedOnes' | 'unlinkedNear',
  ) => {
    const some = verdicts.filter((verdict) => counts[verdict] > 0);
    const total = some.reduce((sum, verdict) => sum + counts[verdict], 0);
    const names = some.map((verdict) => word(verdict)).join(` ${word('or')} `);
    return without === 0
      ? []
      : [`  ${total} ${names}: ${total - without} ${word('linkedOnes')}, ${without} ${word(said)}`];
  };
  return [
    ...line(['eligible', 'to-clarify'], unlinked.listed, 'unlinkedOnes'),
    ...line(['near'], unlinked.near, 'unlinkedNear'),
  ];
}

function entryInWords(entry: Entry, language: Language): string[] {
  const word = wordsIn(language);
  const missing = entry.missing.map((one) => conditionInWords(one, language));
  const toClarify = entry.toClarify.map((one) => conditionInWords(one, language));
  // The verdict says already that what follows is to be clarified.
  const clarify =
    entry.verdict === 'to-clarify' || toClarify.length === 0 ? toClarify : [clarifyInWords(entry, language)];
  const notices = ('notices' in entry ? entry.notices : []).map((notice) => noticeWord(language, notice));
  const days = entry.closableInDays > 0 ? [`~${numberInWords(entry.closableInDays, 'days', language)}`] : [];
  const told = entry.told.map(({ label }) => `${word('links' in entry ? 'someNeed' : 'forATimeOnly')} (${label})`);
  return [
    String(entry.place).padStart(4),
    String(entry.score).padStart(5),
    aboutInWords(entry),
    targetOf(entry) ?? '',
    verdictInWords(entry, language),
    [...missing, ...days, ...clarify, ...told, ...notices].join('; '),
  ];
}

type OpenCondition = Entry['missing'][number];

/** A requirement by its kind and its name. */
const conditionInWords = ({ kind, label }: Pick<OpenCondition, 'kind' | 'label'>, language: Language) =>
  [conditionWord(language, kind), label].filter(Boolean).join(': ');

const clarifyInWords = ({ toClarify }: Entry, language: Language) =>
  `${wordsIn(language)('clarify')}: ${toClarify.map((one) => conditionInWords(one, language)).join(', ')}`;

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
  const assessed = [word(shortage.situation), shortage.basis && areaWord(language, shortage.basis), shortage.round]
    .filter(Boolean)
    .join(', ');
  const links = entry.links.map((link) =>
    link.by === 'experience'
      ? `${word('hasWorkedAs')} ${link.label} (${numberInWords(link.months, 'months', language)}${link.basis === 'same' ? '' : `, ${link.percent} % ${word('alike')}`})`
      : `${word(linkWords[link.by])} ${link.label}`,
  );
  // A licence that the law demands is shown with its rule; everything else that is missing, by its name.
  const others = entry.missing.filter(({ of }) => !entry.licences.some(({ licence }) => licence === of));
  const reach = [
    numberInWords(withinReach.positions, 'positions', language),
    numberInWords(withinReach.seats, 'seats', language),
  ].join(', ');
  const inCounty = [
    numberInWords(live.openPositions, 'open', language),
    `${countInWords(live.eligible, language)} ${word('canTake')}`,
  ].join(', ');
  return [
    '',
    `${entry.title}, ${entry.county}: ${assessed}`,
    `  ${entry.names.map(({ label }) => label).join(' · ')}`,
    ...(links.length > 0 ? [`  ${word('why')}: ${links.join('; ')}`] : []),
    ...entry.told.map(({ label, law }) => `  ${word('someNeed')}: ${label} (${law})`),
    ...entry.licences.map(({ label, law, exceptions }) => `  ${word('missing')}: ${label} (${law}). ${exceptions}`),
    ...others.map((one) => `  ${word('missing')}: ${conditionInWords(one, language)}`),
    ...(entry.toClarify.length > 0 ? [`  ${clarifyInWords(entry, language)}`] : []),
    `  ${word('withinReach')}: ${reach}. ${entry.county}: ${inCounty}`,
  ];
}
