import { type Static, Type } from '@sinclair/typebox';
import { closed, head, OrganisationId } from '../vocabulary.js';

/** Keyed by the person's id. It does not show whether the person was known before: it is alike for every number. */
export const ResolutionV1 = Type.Object(
  {
    ...head('resolved', 'erased'),
    /** The organisations that gave the number and got this id. */
    organisations: Type.Array(OrganisationId, { maxItems: 10_000 }),
  },
  {
    $id: 'urn:lotsen:schema:resolution:1',
    title: 'Which organisations gave the number that leads to an id',
    ...closed,
  },
);
export type Resolution = Static<typeof ResolutionV1>;
