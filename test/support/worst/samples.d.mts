import type { Document, Schema } from '../fuzz/document.js';

type Path = readonly string[];

export class Samples {
  constructor(document: Document, words?: Readonly<Record<string, readonly string[]>>);
  plain(schema?: Schema): Schema;
  smallest(schema: Schema, name?: string): unknown;
  largest(schema: Schema, name?: string, at?: number): unknown;
  places(schema: Schema, is: (one: Schema) => boolean, path?: Path): Path[];
  holding(schema: Schema, path: Path, value: unknown): unknown;
}
