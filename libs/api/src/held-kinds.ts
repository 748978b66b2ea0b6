import { receiptTopics } from '@lotsen/contracts';

/** The kinds of records that services other than `candidates` hold of persons, as receipts and exports name them. */
export const heldKinds = ['facts', 'outcomes', 'cases', 'bookings', 'proposals'] as const;
/** The services that say what they erased of somebody. */
export const receiptGivers = receiptTopics.map(({ producer }) => producer);
