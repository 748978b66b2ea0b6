import { serviceNames } from '@lotsen/platform/service-names';
import type { Check } from './check.js';

/** What was planted lies in every service that reads its topic, and nothing else does. */
export const deadLettersArePlanted: Check = ({ states, reader }) =>
  serviceNames.flatMap((name) => {
    const { lag, deadLetters } = states[name];
    const planted = [...reader.planted.values()].filter(({ topic }) => topic in lag).length;
    return deadLetters === planted ? [] : [`${name} has ${deadLetters} dead letters; ${planted} were planted`];
  });
