import { releasableFields, secrecyBases } from '@lotsen/contracts';
import { CandidateProfileState } from '@lotsen/contracts/states';
import { type Static, Type } from '@sinclair/typebox';
import { heldKinds, receiptGivers } from './held-kinds.js';
import {
  count,
  Day,
  Id,
  Instant,
  listOf,
  named,
  nullable,
  OrganisationId,
  oneOf,
  pageOf,
  shape,
  someOf,
  staged,
  stateAnswer,
  text,
} from './schema.js';
import { closingReasons, consentWays, purposes } from './words.js';

const Consent = named(
  'Consent',
  shape({
    about: Type.Literal('evidence-link'),
    yes: Type.Boolean(),
    how: oneOf(...consentWays),
    day: Day,
    notedBy: text,
  }),
);

/** A person by the random id, for callers who may see the person. */
export const Person = stateAnswer('Person', CandidateProfileState, {
  consents: Type.Array(Consent),
  closedBecause: nullable(oneOf(...closingReasons)),
  protectedIdentity: Type.Boolean(),
});
export type Person = Static<typeof Person>;
export const PersonPage = pageOf(Person);

export const Identity = named(
  'Identity',
  shape({
    name: Type.Optional(text),
    number: Type.Optional(Type.String({ description: 'Personal identity number, twelve digits.' })),
    email: Type.Optional(text),
    phone: Type.Optional(text),
    address: Type.Optional(text),
  }),
);
export type Identity = Static<typeof Identity>;

/** One look at a person. */
export const Look = named(
  'Look',
  shape({
    at: Instant,
    subject: text,
    organisation: nullable(text),
    route: text,
    purpose: oneOf(...purposes),
  }),
);
export type Look = Static<typeof Look>;
export const LookList = listOf('LookList', Look);

export const Resolved = named('Resolved', shape({ candidate: Id }));
const UnresolvedNumber = named('UnresolvedNumber', shape({ code: Type.Literal('not-a-number'), message: text }));
export const ResolvedList = listOf('ResolvedList', Type.Union([Resolved, UnresolvedNumber]));
export type ResolvedList = Static<typeof ResolvedList>;

export const FoundPersonList = listOf('FoundPersonList', named('FoundPerson', shape({ candidate: Id, name: text })));

/** What an officer released of a person in a proposal. */
export const Release = named(
  'Release',
  shape({
    proposal: Id,
    candidate: Id,
    identity: someOf(releasableFields, text),
    until: Day,
    basis: oneOf(...secrecyBases),
  }),
);
export type Release = Static<typeof Release>;

/** The progress of an erasure: the receipts given so far, and the services whose receipts are missing. */
export const Erasure = named(
  'Erasure',
  shape({
    candidate: Id,
    requestedAt: Instant,
    completedAt: nullable(Instant),
    receipts: Type.Array(
      shape({
        service: oneOf(...receiptGivers),
        erased: someOf(heldKinds, count),
        deadLetters: count,
        archived: count,
        at: text,
      }),
    ),
    missing: Type.Array(oneOf(...receiptGivers)),
  }),
);
export type Erasure = Static<typeof Erasure>;
export const ErasureList = listOf('ErasureList', Erasure);

const accessExport = {
  ...staged('requested', 'approved', 'refused'),
  candidate: Id,
  requestedBy: text,
  approvedBy: nullable(text),
  refusedBy: nullable(text),
};
/** The request as it is stored. */
export const AccessExportState = named('AccessExportState', shape(accessExport));

/** An administrator's request to export a person for whom no organisation answers any more. */
export const AccessExport = named(
  'AccessExport',
  shape({
    ...accessExport,
    until: Type.Union([Instant, Type.Null()], { description: 'Until when the approval holds.' }),
  }),
);
export type AccessExport = Static<typeof AccessExport>;
export const AccessExportPage = pageOf(AccessExport);

/** A person as `candidates` stores them. */
export const StoredPerson = named(
  'StoredPerson',
  shape({
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    state: shape({
      ...fieldsOf(Person),
      announced: Type.Boolean(),
      identityChanges: count,
    }),
    createdAt: Instant,
    changedAt: Instant,
    status: Person.properties.status,
    organisation: nullable(OrganisationId),
    sharedWith: Type.Array(OrganisationId),
  }),
);

function fieldsOf({ properties: { id: _, version: __, ...fields } }: typeof Person) {
  return fields;
}
