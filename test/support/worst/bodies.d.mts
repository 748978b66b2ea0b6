import type { Document, Operation } from '../fuzz/document.js';

export interface WorstBody {
  readonly shape: string;
  readonly headers: Readonly<Record<string, string>>;
  make(): string | Buffer;
}

export function worstBodies(
  document: Document,
  operation: Operation,
  words?: Readonly<Record<string, readonly string[]>>,
): IterableIterator<WorstBody>;
