import { x } from '@lotsen/matching';
export const used = x;
