import { ENGINE as x } from '../engine/engine.js';
export const used = x;
