import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyResult,
  jwtVerify,
} from 'jose';
import { type ClaimSettings, identified } from './claims.js';
import type { SignedIn } from './roles.js';
import { markedOtherwise, unmarked } from './token-kind.js';
import { refusals, type Sentence, TokenRefused } from './token-refused.js';

export interface TokenSettings extends ClaimSettings {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string;
}

/** The issuer's key set could not be read. The caller is not at fault, and a retry may succeed. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway';
}

const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'];

const keptMs = 10_000;
const mostKept = 1000;

/**
 * Verifies OIDC access tokens (RFC 9068, and what Keycloak, Entra ID and AD FS issue) against the issuer's published
 * keys.
 */
export class TokenVerifier {
  private readonly keyOf: JWTVerifyGetKey;
  /** A cache of verified tokens, because a user sends many requests with one token. No entry outlives its token. */
  private readonly verifiedBefore = new Map<string, { readonly caller: SignedIn; readonly until: number }>();

  constructor(private readonly settings: TokenSettings) {
    const keys = createRemoteJWKSet(new URL(settings.jwksUrl), { cooldownDuration: 5_000 });
    // AD FS names the key of an access token by its thumbprint alone, and publishes it under the same kid.
    this.keyOf = (header, token) => keys({ ...header, kid: header.kid ?? header.x5t } as typeof header, token);
  }

  /** @throws TokenRefused, IssuerAway */
  async verify(token: string): Promise<SignedIn> {
    const before = this.verifiedBefore.get(token);
    if (before && Date.now() < before.until) return before.caller;
    const caller = await this.verifyAnew(token);
    this.verifiedBefore.delete(token);
    this.verifiedBefore.set(token, { caller, until: Math.min(Date.now() + keptMs, caller.expires * 1000) });
    const [oldest] = this.verifiedBefore.keys();
    if (this.verifiedBefore.size > mostKept && oldest !== undefined) this.verifiedBefore.delete(oldest);
    return caller;
  }

  private async verifyAnew(token: string): Promise<SignedIn> {
    const { protectedHeader, payload } = await this.verified(token);
    const otherKind = markedOtherwise(protectedHeader, payload) ?? unmarked(protectedHeader, payload);
    if (otherKind) throw new TokenRefused(otherKind);
    const caller = identified(payload, this.settings);
    if (!('subject' in caller)) throw new TokenRefused(caller);
    return { ...caller, expires: payload.exp };
  }

  private async verified(token: string): Promise<JWTVerifyResult<{ exp: number }>> {
    const { issuer, audience } = this.settings;
    try {
      return await jwtVerify(token, this.keyOf, { issuer, audience, algorithms, requiredClaims: ['exp'] });
    } catch (error) {
      if (!(error instanceof errors.JOSEError) || isAway(error)) {
        throw new IssuerAway('the key set of the issuer cannot be read');
      }
      throw new TokenRefused(this.reasonOf(error, token));
    }
  }

  private reasonOf(error: errors.JOSEError, token: string): Sentence {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
      // The signature is valid. "It is an ID token" explains more than "it has another audience", so it comes first.
      return markedOtherwise(decodeProtectedHeader(token), error.payload) ?? this.failedClaim(error);
    }
    if (error instanceof errors.JOSEAlgNotAllowed) return refusals.algorithm(algorithms);
    if (error instanceof errors.JWSSignatureVerificationFailed) return refusals.signature;
    if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
      return refusals.unknownKey;
    }
    return refusals.unreadable;
  }

  private failedClaim(error: errors.JWTExpired | errors.JWTClaimValidationFailed): Sentence {
    const { issuer, audience } = this.settings;
    if (error instanceof errors.JWTExpired) return refusals.expired;
    if (error.claim === 'iss') return refusals.issuer(issuer, isSameButForSlash(error.payload, issuer));
    if (error.claim === 'aud') return refusals.audience(audience);
    if (error.claim === 'exp') return refusals.endless;
    if (error.claim === 'nbf') return refusals.notYet;
    return refusals.unreadable;
  }
}

/** A generic JOSEError means an answer other than 200, or no JSON; an invalid key set means a wrong address. */
const isAway = (error: errors.JOSEError): boolean =>
  error.code === errors.JOSEError.code || error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;

const isSameButForSlash = ({ iss }: JWTPayload, issuer: string): boolean =>
  typeof iss === 'string' && [`${iss}/`, iss.replace(/\/$/u, '')].includes(issuer);
