import { receiptTopics, topics } from '@lotsen/contracts';
import type { History } from '../log-reader.js';
import type { Row } from '../tables.js';
import type { Check } from './check.js';

const listOf = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

/** Each booked proposal takes one position of its vacancy, and no more positions are taken than it has. */
export const positionsAreTakenOnce: Check = ({ reader, tables, ledger }) =>
  [...tables.rows.vacancy.values()].flatMap(({ id, state }) => {
    const [taken, positions] = [Number(state.taken), Number(state.positions)];
    const history = reader.of(topics.vacancy.name, id);
    const ever = everBooked(history);
    const wrong: string[] = [];
    if (taken > positions) wrong.push(`vacancy ${id} has ${taken} of ${positions} positions taken`);
    // The proposal of an erased person keeps its position. Only the history in the log still names that proposal.
    if (taken !== ever.size)
      wrong.push(`vacancy ${id} has ${taken} positions taken, and ${ever.size} proposals booked`);
    for (const proposal of listOf(state.booked)) {
      const status = tables.rows.proposal.get(proposal)?.state.status;
      if (status !== 'booked') wrong.push(`vacancy ${id} says that ${proposal} is booked; that is ${status}`);
      if (ledger.get(proposal)?.target !== id) wrong.push(`vacancy ${id} booked ${proposal}, which is not for it`);
    }
    return wrong;
  });

/** Every proposal that any version of the vacancy named as booked. */
function everBooked(history: History | undefined): Set<string> {
  return new Set([...(history?.versions.values() ?? [])].flatMap(({ booked }) => listOf(booked)));
}

const sitting = ['booked', 'started', 'interrupted'];

/** Each booking has one seat of its placement, and no more seats are taken than it has. */
export const seatsAreTakenOnce: Check = ({ tables }) =>
  [...tables.rows.placement.values()].flatMap(({ id, state }) => {
    const seats = (Array.isArray(state.seats) ? state.seats : []) as { booking: string }[];
    const seated = seats.map(({ booking }) => booking).sort();
    const bookings = [...tables.bookings.values()]
      .filter((row) => row.state.placement === id && sitting.includes(row.state.status))
      .map((row) => row.id)
      .sort();
    const capacity = Number(state.capacity);
    const wrong: string[] = [];
    if (seats.length > capacity) wrong.push(`placement ${id} has ${seats.length} seats taken of ${capacity}`);
    if (seated.join() !== bookings.join())
      wrong.push(`placement ${id} has the seats ${seated}, and the bookings ${bookings}`);
    const room = state.status === 'posted' ? capacity - seats.length : 0;
    if (state.room !== room)
      wrong.push(`placement ${id} says that it has room for ${state.room}, and has it for ${room}`);
    return wrong;
  });

/** A proposal is booked where its target says so, and nowhere else. */
export const bookedIsBooked: Check = ({ tables, ledger }) =>
  [...tables.rows.proposal.values()].flatMap(({ id, state }) => {
    if (state.status !== 'booked') return [];
    const target = ledger.get(id)?.target ?? '';
    const row: Row | undefined = tables.rows.vacancy.get(target) ?? tables.rows.placement.get(target);
    return listOf(row?.state.booked).includes(id) ? [] : [`proposal ${id} is booked, and ${target} does not say so`];
  });

/** Every service published exactly one receipt for each erased person. */
export const receiptsAreOne: Check = ({ ledger, tables, reader }) => {
  const erasures = new Map(tables.erasures.map((one) => [one.candidate, one]));
  return ledger
    .all('person')
    .filter(({ status }) => status === 'erased')
    .flatMap(({ id }) => {
      const erasure = erasures.get(id);
      if (!erasure?.completed) return [`the erasure of ${id} is not complete: ${JSON.stringify(erasure?.receipts)}`];
      return receiptTopics.flatMap(({ name, producer }) => {
        const told = reader.of(name, id)?.versions.size ?? 0;
        return told === 1 ? [] : [`${producer} gave ${told} receipts for ${id}`];
      });
    });
};
