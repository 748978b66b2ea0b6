import type { Actor } from '@lotsen/access';
import { covers, type Refusal } from '@lotsen/persistence';
import { isOwnOrShared, isResolvedBy, type KnownPerson, noSuchPerson } from '@lotsen/platform';
import { type Kind, kinds } from '../kinds.js';
import type { Need } from '../need/need.js';
import type { Placement } from '../placement/placement.js';
import { unknownSupervisor } from '../supervisor/supervisor.js';
import { unknownNeed } from './booking.refusals.js';

/** Who arranges for a school; a coordinator resolves no number, and goes by what a colleague of the school resolved. */
const schoolRoles = ['learning-centre', 'coordinator'] as const;

/**
 * Why somebody may not book a place for a person; undefined where they may. The person is active, and of their organisation
 * or shared with it; or a learner of their school, whose number it gave itself: of such a one it is not asked whether they
 * are registered, for the answer would say it. A person with a protected identity is not known here.
 */
export function refusalToBook(person: KnownPerson | undefined, actor: Actor, kind: Kind): Refusal | undefined {
  if (!person) return noSuchPerson;
  const isLearning = kinds[kind].signs.includes('school') && schoolRoles.some((role) => actor.roles.includes(role));
  if (isLearning && isResolvedBy(person, actor)) return undefined;
  if (!isOwnOrShared(person, actor)) return noSuchPerson;
  return person.isActive ? undefined : notActive;
}

/** A need that they see (as NeedsController shows them): their own organisation's; coordinators, those of their groups too. */
export function refusalOfNeed(
  need: Need | undefined,
  { kind }: Pick<Placement, 'kind'>,
  actor: Actor,
): Refusal | undefined {
  const scope = actor.roles.includes('coordinator') ? 'shared' : 'own';
  const sees = need && covers({ ...actor, scope }, [{ organisation: need.owner, amongPeers: true }]);
  return sees && need.status === 'reported' && need.kind === kind ? undefined : unknownNeed;
}

/** A supervisor whom the placement names, or one of their own organisation's. */
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
