import type { JWTPayload, ProtectedHeaderParameters } from 'jose';
import { refusals, type Sentence } from './token-refused.js';

/** RFC 9068 says `at+jwt`; Keycloak, Entra ID and AD FS say `JWT`; RFC 7519 leaves it open. */
const types = ['at+jwt', 'jwt'];

/** OpenID Connect Core 2 and 3.3.2.11, FAPI 1.0 part 2: hashes of what is issued together with an ID token. */
const idTokenHashes = ['at_hash', 'c_hash', 's_hash'];

/**
 * Claims that only an access token has: the scope (RFC 9068; `scp` at Entra ID and AD FS), the client (RFC 9068;
 * `appid` at Entra ID 1.0 and AD FS, `azpacr` at Entra ID 2.0, whose tokens for applications have no scope). `azp` does
 * not count: ID tokens have it too.
 */
const accessTokenClaims = ['scope', 'scp', 'client_id', 'appid', 'azpacr'];

/** The reason why a token is not a bearer access token; undefined if nothing in it shows that. */
export function markedOtherwise({ typ }: ProtectedHeaderParameters, claims: JWTPayload): Sentence | undefined {
  if (typ !== undefined && !types.includes(nameOf(typ))) return refusals.otherKind;
  // Keycloak says in the payload what a token is: Bearer, ID, Refresh, Offline, Logout, DPoP.
  if (claims.typ === 'ID' || claims.token_use === 'id') return refusals.idToken;
  if (idTokenHashes.some((name) => name in claims)) return refusals.idToken;
  // Keycloak before 24, and later by a mapper, repeats the nonce in access tokens.
  if ('nonce' in claims && !isBearer(claims)) return refusals.idToken;
  if ('cnf' in claims) return refusals.bound;
  // `events`: a logout token or another security event (RFC 8417).
  if ('typ' in claims && !isBearer(claims)) return refusals.otherKind;
  if (('token_use' in claims && claims.token_use !== 'access') || 'events' in claims) return refusals.otherKind;
  return undefined;
}

/**
 * The reason why a token may still be an ID token; undefined if it is marked as an access token. An ID token of Entra
 * ID has no mark of its own if the client sent no nonce, and has the audience of the API if one registration serves
 * both client and API. So a token of type `JWT`, or of none, has to have a mark of an access token.
 */
export function unmarked({ typ }: ProtectedHeaderParameters, claims: JWTPayload): Sentence | undefined {
  const isMarked =
    (typ !== undefined && nameOf(typ) === 'at+jwt') ||
    isBearer(claims) ||
    accessTokenClaims.some((name) => name in claims);
  return isMarked ? undefined : refusals.unmarked;
}

const isBearer = ({ typ }: JWTPayload): boolean => typ === 'Bearer';

/** RFC 7515, 4.1.9: `application/` may be left out, and case does not matter. */
const nameOf = (typ: unknown): string =>
  String(typ)
    .toLowerCase()
    .replace(/^application\//u, '');
