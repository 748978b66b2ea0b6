import { type Static, Type } from '@sinclair/typebox';
import { closed, head, Id, Label, MunicipalityCode, nullable, OrganisationId, oneOf } from '../vocabulary.js';

export const organisationKinds = [
  'employment-service',
  'municipality',
  'training-provider',
  'learning-centre',
  'school',
  'employer',
  'region',
  'sector-council',
  'authority',
] as const;

export const Workplace = Type.Object({ id: Id, name: Label, municipality: MunicipalityCode }, closed);

export const OrganisationV1 = Type.Object(
  {
    ...head('active', 'closed'),
    name: Label,
    /** Organisation number, ten digits. */
    number: nullable(Type.String({ pattern: '^[0-9]{10}$' })),
    /** A municipality is often employer, provider and officers' organisation at once. */
    kinds: Type.Array(oneOf(...organisationKinds), { minItems: 1, maxItems: 9 }),
    /** May set grades: a school authority, or its authorised provider (SFS 2010:800, 6 kap. and 20 kap.). */
    setsGrades: Type.Boolean(),
    workplaces: Type.Array(Workplace, { maxItems: 500 }),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:organisation:1', title: 'An organisation that takes part', ...closed },
);
export type Organisation = Static<typeof OrganisationV1>;

export const OrganisationGroupV1 = Type.Object(
  {
    ...head('active', 'dissolved'),
    name: Label,
    members: Type.Array(OrganisationId, { maxItems: 500 }),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:organisation-group:1', title: 'Organisations that share, across counties', ...closed },
);
export type OrganisationGroup = Static<typeof OrganisationGroupV1>;
