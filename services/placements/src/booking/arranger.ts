import type { Actor } from '@lotsen/access';
import { covers, type Refusal } from '@lotsen/persistence';
import { isOwnOrShared, isResolvedBy, type KnownPerson, noSuchPerson } from '@lotsen/platform';
import { type Kind, kinds } from '../kinds.js';
import type { Need } from '../need/need.js';
import type { Placement } from '../placement/placement.js';
import { unknownSupervisor } from '../supervisor/supervisor.js';
import { unknownNeed } from './booking.refusals.js';

/**
 * The roles that arrange for a school. A coordinator resolves no numbers, and relies on a colleague of the school who
 * did.
 */
const schoolRoles = ['learning-centre', 'coordinator'] as const;

/**
 * Why the actor may not book a place for a person; undefined if they may. The person must be active, and of the actor's
 * organisation or shared with it. A learner of the actor's school, whose number the school gave itself, need not be
 * registered: checking it would reveal whether they are. A person with a protected identity is not known here.
 */
export function refusalToBook(person: KnownPerson | undefined, actor: Actor, kind: Kind): Refusal | undefined {
  if (!person) return noSuchPerson;
  const isLearning = kinds[kind].signs.includes('school') && schoolRoles.some((role) => actor.roles.includes(role));
  if (isLearning && isResolvedBy(person, actor)) return undefined;
  if (!isOwnOrShared(person, actor)) return noSuchPerson;
  return person.isActive ? undefined : notActive;
}

/**
 * Refuses a need that the actor may not see (as NeedsController shows them). They see the needs of their own
 * organisation; a coordinator also sees those of the organisation's groups.
 */
export function refusalOfNeed(
  need: Need | undefined,
  { kind }: Pick<Placement, 'kind'>,
  actor: Actor,
): Refusal | undefined {
  const scope = actor.roles.includes('coordinator') ? 'shared' : 'own';
  const sees = need && covers({ ...actor, scope }, [{ organisation: need.owner, amongPeers: true }]);
  return sees && need.status === 'reported' && need.kind === kind ? undefined : unknownNeed;
}

/** Allows a supervisor whom the placement names, or any supervisor if the actor's organisation owns the placement. */
export function refusalOfSupervisor(
  id: string,
  { supervisors, owner }: Pick<Placement, 'supervisors' | 'owner'>,
  { organisation }: Actor,
): Refusal | undefined {
  const knows = supervisors.includes(id) || (owner !== null && owner === organisation);
  return knows ? undefined : unknownSupervisor;
}

const notActive: Refusal = {
  code: 'person-not-active',
  status: 409,
  field: 'candidate',
  detail: { sv: 'Personen är pausad eller avslutad.', en: 'The person is paused or closed.' },
  hint: { sv: 'Återuppta eller återaktivera personen först.', en: 'Resume or reactivate the person first.' },
};
