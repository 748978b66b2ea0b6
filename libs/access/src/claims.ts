import type { JWTPayload } from 'jose';
import { type Identified, isRole, type Role } from './roles.js';
import { refusals, type Sentence } from './token-refused.js';

/** Which claims of a provider's tokens identify the caller, and what the provider's names mean here. */
export interface ClaimSettings {
  /** A claim by its own name, or the path to one: `realm_access.roles`. */
  readonly subjectClaim: string;
  readonly rolesClaim: string;
  readonly organisationClaim: string;
  /** The provider's names and the roles that they stand for; undefined: the provider uses our names. */
  readonly roles?: ReadonlyMap<string, Role> | undefined;
  /** The provider's names and the ids of the organisations that they stand for; undefined: the claim holds our ids. */
  readonly organisations?: ReadonlyMap<string, string> | undefined;
}

/** The subject, roles and organisation in a token's claims, or the reason to refuse the token. */
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

/** Unicode has two encodings of a letter with a mark (å). NFC makes them equal. */
export const sameLetters = (name: string): string => name.normalize('NFC');

const meantBy =
  <T>(meanings: ReadonlyMap<string, T>) =>
  (name: string): readonly T[] =>
    meanings.has(sameLetters(name)) ? [meanings.get(sameLetters(name)) as T] : [];

/** Looks for the longest name first, because names may contain dots: claims that are URLs, and Keycloak's clients. */
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
 * Keycloak and Entra ID send lists. AD FS sends a list or, if there is one name only, that name. A text is never split:
 * a name may contain spaces and commas, and none of the three providers joins several names into one text.
 */
function namesIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}
