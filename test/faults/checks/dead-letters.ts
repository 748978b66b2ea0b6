import { serviceNames } from '@lotsen/platform/service-names';
import type { Check } from './check.js';

/** The dead letters of each service are the planted records of the topics that it reads, and no others. */
export const deadLettersArePlanted: Check = ({ states, reader }) =>
  serviceNames.flatMap((name) => {
    const { lag, deadLetters } = states[name];
    const planted = [...reader.planted.values()].filter(({ topic }) => topic in lag).length;
    return deadLetters === planted ? [] : [`${name} has ${deadLetters} dead letters; ${planted} were planted`];
  });
