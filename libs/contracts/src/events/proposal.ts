import { type Static, Type } from '@sinclair/typebox';
import { closed, Day, head, Id, nullable, OrganisationId, oneOf } from '../vocabulary.js';

/** The fields of a person's identity that an employer can be shown. */
export const releasableFields = ['name', 'email', 'phone', 'address'] as const;
/** The ground on which secrecy allows a release: consent (OSL 10:1, 12:2), or a test that it does no harm. */
export const secrecyBases = ['osl-10-1', 'osl-12-2', 'harm-test'] as const;
export const declineReasons = [
  'other-chosen',
  'licence-missing',
  'skills-missing',
  'language',
  'hours',
  'start',
  'distance',
  'need-ceased',
  'no-supervisor',
] as const;
export const withdrawalReasons = ['person-said-no', 'person-got-other-work', 'mistake', 'target-gone'] as const;
export const proposalEndings = ['hired', 'not-hired', 'placement-completed', 'placement-ended-early'] as const;

export const ProposalV1 = Type.Object(
  {
    ...head(
      'draft',
      'person-consented',
      'sent',
      'accepted',
      'declined',
      'withdrawn',
      'no-room',
      'obsolete',
      'booked',
      'ended',
      'erased',
    ),
    candidate: Id,
    target: nullable(Type.Object({ kind: oneOf('vacancy', 'placement'), id: Id }, closed)),
    /** The organisation that proposes; `employer` is the one to which it proposes. */
    officer: nullable(OrganisationId),
    employer: nullable(OrganisationId),
    release: nullable(
      Type.Object(
        {
          fields: Type.Array(oneOf(...releasableFields), { minItems: 1, maxItems: 4 }),
          basis: oneOf(...secrecyBases),
          until: Day,
        },
        closed,
      ),
    ),
    declined: nullable(Type.Array(oneOf(...declineReasons), { minItems: 1, maxItems: 5 })),
    withdrawn: nullable(oneOf(...withdrawalReasons)),
    ended: nullable(oneOf(...proposalEndings)),
  },
  { $id: 'urn:lotsen:schema:proposal:1', title: 'A match that an officer put before an employer', ...closed },
);
export type Proposal = Static<typeof ProposalV1>;
