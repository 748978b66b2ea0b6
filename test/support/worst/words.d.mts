import type { Reference } from '@lotsen/reference';

export function wordsOf(reference: Reference): Readonly<Record<string, readonly string[]>>;
