import { type CefrLevel, cefrLevels } from '@lotsen/reference';

/** 0 for A0 (does not know the language) to 6 for C2. */
export const cefrRank = (level: CefrLevel) => cefrLevels.indexOf(level);
