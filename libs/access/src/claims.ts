import type { JWTPayload } from 'jose';
import { type Identified, isRole, type Role } from './roles.js';
import { refusals, type Sentence } from './token-refused.js';

/** Where a provider's tokens say who somebody is, and what its names mean here. */
export interface ClaimSettings {
  /** A claim by its own name, or the path to one: `realm_access.roles`. */
  readonly subjectClaim: string;
  readonly rolesClaim: string;
  readonly organisationClaim: string;
  /** The provider's names and the roles that they stand for; undefined: it uses ours. */
  readonly roles?: ReadonlyMap<string, Role> | undefined;
  /** The provider's names and the ids of the organisations that they stand for; undefined: it says the ids. */
  readonly organisations?: ReadonlyMap<string, string> | undefined;
}

/** Who a token's claims say that somebody is, or why they do not. */
export function identified(claims: JWTPayload, settings: ClaimSettings): Identified | Sentence {
  const { subjectClaim, rolesClaim, organisationClaim, roles, organisations } = settings;
  const subject = claimAt(claims, subjectClaim);
  if (typeof subject !== 'string' || subject.trim() === '') return refusals.subject(subjectClaim);
  const named = namesIn(claimAt(claims, organisationClaim));
  const [organisation = null, ...others] = new Set(organisations ? named.flatMap(meantBy(organisations)) : named);
  if (others.length > 0) return refusals.organisations(organisationClaim);
  const held = namesIn(claimAt(claims, rolesClaim));
  return {
    subject,
    roles: [...new Set(roles ? held.flatMap(meantBy(roles)) : held.filter(isRole))],
    organisation,
  };
}

/** Letters with marks (å) can be written in two ways that look alike. */
export const sameLetters = (name: string): string => name.normalize('NFC');

const meantBy =
  <T>(meanings: ReadonlyMap<string, T>) =>
  (name: string): readonly T[] =>
    meanings.has(sameLetters(name)) ? [meanings.get(sameLetters(name)) as T] : [];

/** The longest name that there is counts: claims that are URLs have dots, and so have Keycloak's clients. */
function claimAt(claims: unknown, path: string): unknown {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return undefined;
  const at = (name: string): unknown => (claims as Record<string, unknown>)[name];
  if (Object.hasOwn(claims, path)) return at(path);
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const name = path.slice(0, dot);
    if (Object.hasOwn(claims, name)) return claimAt(at(name), path.slice(dot + 1));
  }
  return undefined;
}

/**
 * Keycloak and Entra ID send lists, AD FS a list or, of one, the name alone. A name may hold spaces and commas: none of the
 * three joins several into one text.
 */
function namesIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}
