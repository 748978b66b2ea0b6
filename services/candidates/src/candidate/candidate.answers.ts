import { ProfileFacts } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import { headed } from '@lotsen/persistence';
import { Type } from '@sinclair/typebox';
import type { Candidate } from './candidate.js';

const text = Type.String();
const nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);

/** A person under their random id, for those who may see them. */
export const PersonAnswer = Type.Object({
  id: text,
  version: Type.Integer(),
  status: text,
  reached: Type.Record(text, text),
  linksEvidence: Type.Boolean(),
  facts: Type.Union([ProfileFacts, Type.Null()]),
  organisation: nullable(text),
  sharedWith: Type.Array(text),
  consents: Type.Array(Type.Object({ about: text, yes: Type.Boolean(), how: text, day: text, notedBy: text })),
  closedBecause: nullable(text),
  protectedIdentity: Type.Boolean(),
});

export const IdentityAnswer = Type.Object({
  name: Type.Optional(text),
  number: Type.Optional(text),
  email: Type.Optional(text),
  phone: Type.Optional(text),
  address: Type.Optional(text),
});

export const ReadsAnswer = Type.Object({
  items: Type.Array(Type.Object({ at: text, subject: text, organisation: nullable(text), route: text, purpose: text })),
});

export function personOf(state: Candidate, head: AggregateState) {
  const { announced: _, identityChanges: __, ...shown } = state;
  return headed(shown, head);
}
