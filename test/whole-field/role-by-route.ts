import type { Setting } from './setting.js';
export function roleByRoute(_: Setting): void {}
