import type { Cefr } from './facts.js';

const levels: readonly Cefr[] = ['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'];

/** 0 for A0, who does not know the language, to 6 for C2. */
export const cefrRank = (level: Cefr) => levels.indexOf(level);
