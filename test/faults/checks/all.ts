import type { Check } from './check.js';
import { deadLettersArePlanted } from './dead-letters.js';
import { bookedIsBooked, positionsAreTakenOnce, receiptsAreOne, seatsAreTakenOnce } from './effects.js';
import { finalStatesAreKept } from './final-states.js';
import { acknowledgedIsInLog, logIsConsistent, servicesAgreeWithLog } from './log.js';
import { rebuildGivesTheSame } from './rebuild.js';

/** In the order in which a reader of a failure would ask; the rebuild comes last, for it changes what is seen. */
export const checks: readonly Check[] = [
  acknowledgedIsInLog,
  logIsConsistent,
  servicesAgreeWithLog,
  finalStatesAreKept,
  positionsAreTakenOnce,
  seatsAreTakenOnce,
  bookedIsBooked,
  receiptsAreOne,
  deadLettersArePlanted,
  rebuildGivesTheSame,
];
