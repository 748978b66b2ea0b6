import type { JWTPayload, ProtectedHeaderParameters } from 'jose';
import { refusals, type Sentence } from './token-refused.js';

/** RFC 9068 says `at+jwt`; Keycloak, Entra ID and AD FS say `JWT`; RFC 7519 leaves it open. */
const types = ['at+jwt', 'jwt'];

/** OpenID Connect Core 2 and 3.3.2.11, FAPI 1.0 part 2: hashes of what was issued beside an ID token. */
const idTokenHashes = ['at_hash', 'c_hash', 's_hash'];

/**
 * What only an access token carries: the scope (RFC 9068; `scp` at Entra ID and AD FS), the client (RFC 9068; `appid` at
 * Entra ID 1.0 and AD FS, `azpacr` at Entra ID 2.0, whose tokens for applications have no scope). `azp` is no mark: ID
 * tokens have it too.
 */
const accessTokenClaims = ['scope', 'scp', 'client_id', 'appid', 'azpacr'];

/** Why a token is no access token that whoever bears it may use; undefined where nothing speaks against it. */
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
 * Why a token may be something else. An ID token of Entra ID has no mark of its own where no nonce was asked for, and its
 * audience is the API's where one registration serves client and API; so a plain `JWT` has to show that it is none.
 */
export function unmarked({ typ }: ProtectedHeaderParameters, claims: JWTPayload): Sentence | undefined {
  const isMarked =
    (typ !== undefined && nameOf(typ) === 'at+jwt') ||
    isBearer(claims) ||
    accessTokenClaims.some((name) => name in claims);
  return isMarked ? undefined : refusals.unmarked;
}

const isBearer = ({ typ }: JWTPayload): boolean => typ === 'Bearer';

/** RFC 7515, 4.1.9: `application/` may be left out, and letters count alike. */
const nameOf = (typ: unknown): string =>
  String(typ)
    .toLowerCase()
    .replace(/^application\//u, '');
