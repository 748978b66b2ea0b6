import type { Check } from './check.js';
import { deadLettersArePlanted } from './dead-letters.js';
import { bookedIsBooked, positionsAreTakenOnce, receiptsAreOne, seatsAreTakenOnce } from './effects.js';
import { finalStatesAreKept } from './final-states.js';
import { acknowledgedIsInLog, logIsConsistent, servicesAgreeWithLog } from './log.js';
import { rebuildGivesTheSame } from './rebuild.js';

/** In the order that helps to read a failure. The rebuild comes last, because it changes the state that is checked. */
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
