import { type Static, Type } from '@sinclair/typebox';
import { closed, head, Label } from '../vocabulary.js';

/** Keyed by the erased person's id. */
export const ErasureReceiptV1 = Type.Object(
  {
    ...head('erased'),
    service: Label,
    /** How many of each kind of record were erased. */
    erased: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
    deadLetters: Type.Integer({ minimum: 0 }),
    /** How many public documents were exported to the archive first. */
    archived: Type.Integer({ minimum: 0 }),
  },
  { $id: 'urn:lotsen:schema:erasure-receipt:1', title: 'What a service erased of a person', ...closed },
);
export type ErasureReceipt = Static<typeof ErasureReceiptV1>;
