import type { Setting } from './setting.js';
export function erasing(_: Setting): void {}
