import type { Setting } from '../whole-field.e2e-spec.js';
export function erasing(_: Setting): void {}
