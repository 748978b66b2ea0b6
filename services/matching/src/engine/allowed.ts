import { ExactEngine as x } from '@lotsen/matching-engine';
export const used = x;
