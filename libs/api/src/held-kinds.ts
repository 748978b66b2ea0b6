import { receiptTopics } from '@lotsen/contracts';

/** The kinds of records that services other than `candidates` hold on persons, as receipts and exports name them. */
export const heldKinds = ['facts', 'outcomes', 'cases', 'bookings', 'proposals'] as const;
/** The services that give erasure receipts. */
export const receiptGivers = receiptTopics.map(({ producer }) => producer);
