import { markOf } from '../commands/people.js';
import type { Kind, Known } from '../ledger.js';
import type { Row } from '../tables.js';
import type { Check, Sight } from './check.js';

/** The statuses that a proposal can reach without a command, from the status that the last command led to. */
const becomesOf: Readonly<Record<string, readonly string[]>> = {
  draft: ['draft', 'obsolete'],
  'person-consented': ['person-consented', 'obsolete'],
  sent: ['sent', 'obsolete'],
  // The target has answered an accepted proposal when everything is quiet.
  accepted: ['booked', 'no-room'],
  declined: ['declined'],
  withdrawn: ['withdrawn'],
};

const wrongWith: Readonly<Record<Kind, (known: Known, row: Row, sight: Sight) => string | undefined>> = {
  person: (known, row) =>
    exactly(known, row) ?? (known.status !== 'erased' && markOf(row.state) !== known.mark ? 'other facts' : undefined),
  outcome: (known, row, { ledger }) => {
    if (ledger.isErased(known.candidate)) return row.state.status === 'erased' ? undefined : 'not erased';
    return exactly(known, row) ?? (row.state.validUntil === known.mark ? undefined : 'another content');
  },
  vacancy: (known, row) => {
    const { status, taken, positions, title } = row.state;
    const wanted = known.status === 'withdrawn' ? 'withdrawn' : taken === positions ? 'filled' : 'published';
    if (status !== wanted) return `it should be ${wanted}`;
    return title === known.mark ? undefined : 'another title';
  },
  placement: (known, row) => {
    if (row.state.status !== known.status) return `it should be ${known.status}`;
    return row.state.title === known.mark ? undefined : 'another title';
  },
  proposal: (known, row, { ledger }) => {
    const { status } = row.state;
    if (ledger.isErased(known.candidate)) return status === 'erased' ? undefined : 'not erased';
    const allowed = becomesOf[known.status] ?? [];
    return allowed.includes(status) ? undefined : `it should be ${allowed.join(' or ')}`;
  },
};

/** Only the harness changes these aggregates, so each version is one acknowledged change. */
function exactly(known: Known, { version, state }: Row): string | undefined {
  if (state.status !== known.status) return `it should be ${known.status}`;
  return version === known.acknowledged ? undefined : `${known.acknowledged} changes of it were acknowledged`;
}

/** No final state is lost: every aggregate has the state that the acknowledged commands led to. */
export const finalStatesAreKept: Check = (sight) => {
  const { ledger, tables } = sight;
  return (Object.keys(wrongWith) as Kind[]).flatMap((kind) => {
    const wrong = ledger.all(kind).flatMap((known) => {
      const row = tables.rows[kind].get(known.id);
      if (!row) return [`${kind} ${known.id} was acknowledged and is not there`];
      if (row.version < known.version) return [`${kind} ${known.id} fell back from ${known.version} to ${row.version}`];
      const what = wrongWith[kind](known, row, sight);
      return what ? [`${kind} ${known.id} is ${row.state.status} at version ${row.version}: ${what}`] : [];
    });
    // Aggregates that no command created, or that were created twice under one key.
    const unknown = [...tables.rows[kind].keys()].filter((id) => !ledger.get(id));
    const allowed =
      kind === 'proposal' || kind === 'outcome'
        ? unknown.filter((id) => !isErased(tables.rows[kind].get(id)))
        : unknown;
    return [...wrong, ...allowed.map((id) => `${kind} ${id} is there, and nobody was told that it was made`)];
  });
};

/** Created just before its person was erased: the answer was lost, and the retry was refused. */
const isErased = (row: Row | undefined) => row?.state.status === 'erased';
