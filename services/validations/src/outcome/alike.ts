import { isDeepStrictEqual } from 'node:util';
import { v5 as uuidOfName } from 'uuid';
import { contentOf, type Outcome, type OutcomeContent } from './outcome.js';

/** An outcome that the issuer has recorded, with its id. */
export interface Recorded {
  readonly id: string;
  readonly outcome: Outcome;
}

/** The namespace of the ids that are made of what an outcome says. */
const namespace = '3f0c1f0e-5d0a-5c8e-9d7a-7a3f5e8b2c11';

const isSame = (one: OutcomeContent, other: Outcome) => isDeepStrictEqual(one, contentOf(other));

/** Whether two outcomes may be one that was written down twice: they differ in a detail, and not in what they assess. */
function isAlike(one: OutcomeContent, other: Outcome): boolean {
  const assess = ({ candidate, profile, result, assessedOn }: OutcomeContent) => [
    candidate,
    profile,
    result,
    assessedOn,
  ];
  const shared = one.units.some(({ unit }) => other.units.some((unitOfOther) => unitOfOther.unit === unit));
  return shared && isDeepStrictEqual(assess(one), assess(other)) && !isSame(one, other);
}

/**
 * The id of an outcome: of the same one, if it is recorded already, so that it is not recorded twice. What was withdrawn may
 * be recorded anew.
 */
export function idOf(content: OutcomeContent, issuer: string, recorded: readonly Recorded[]): string {
  const same = recorded.filter(({ outcome }) => isSame(content, outcome));
  const registered = same.find(({ outcome }) => outcome.status === 'registered');
  return registered?.id ?? uuidOfName(JSON.stringify([issuer, content, same.length]), namespace);
}

/** A recorded outcome that this one may be meant to correct. */
export const alikeOf = (content: OutcomeContent, recorded: readonly Recorded[]): string | undefined =>
  recorded.find(({ outcome }) => outcome.status === 'registered' && isAlike(content, outcome))?.id;
