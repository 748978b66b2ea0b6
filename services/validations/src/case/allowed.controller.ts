import { CaseStore as x } from './case.store.js';
export const used = x;
