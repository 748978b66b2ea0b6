import { type Static, Type } from '@sinclair/typebox';
import { closed, Day, head, Id, Label, MunicipalityCode, nullable, OrganisationId, oneOf } from '../vocabulary.js';

export const ValidationOfferV1 = Type.Object(
  {
    ...head('published', 'withdrawn'),
    title: Label,
    profile: Id,
    organisation: nullable(OrganisationId),
    places: Type.Array(MunicipalityCode, { maxItems: 50 }),
    remote: Type.Boolean(),
    /** Whether the validation comes to a place where enough people ask for it. */
    travelling: Type.Boolean(),
    /** How many people have to ask before it comes to a place. */
    fewest: nullable(Type.Integer({ minimum: 1, maximum: 1000 })),
    starts: Type.Array(Day, { maxItems: 50 }),
    weeks: Type.Integer({ minimum: 1, maximum: 200 }),
    seats: Type.Integer({ minimum: 1, maximum: 10_000 }),
    /** Who may apply. Others need a decision of their home municipality. */
    openTo: oneOf('home-municipality', 'cooperation-area', 'all'),
    municipalities: Type.Array(MunicipalityCode, { maxItems: 290 }),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:validation-offer:1', title: 'A validation that one can apply for', ...closed },
);
export type ValidationOffer = Static<typeof ValidationOfferV1>;
