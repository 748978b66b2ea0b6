import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { type Identified, isRole } from './roles.js';

export interface TokenSettings {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string;
  /** Names of the claims that carry the roles and the organisation. */
  readonly rolesClaim: string;
  readonly organisationClaim: string;
}

/** Why a token does not count; never the token itself. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** The key set could not be asked for: not the caller's fault, and it passes. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway';
}

/** Verifies OIDC access tokens (RFC 9068) against the issuer's published keys. */
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly settings: TokenSettings) {
    this.keys = createRemoteJWKSet(new URL(settings.jwksUrl), { cooldownDuration: 5_000 });
  }

  async verify(token: string): Promise<Identified> {
    const payload = await this.payloadOf(token);
    const named = payload[this.settings.rolesClaim];
    const organisation = payload[this.settings.organisationClaim];
    return {
      subject: payload.sub ?? '',
      roles: (Array.isArray(named) ? named : [named]).filter(isRole),
      organisation: typeof organisation === 'string' ? organisation : null,
    };
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        typ: 'at+jwt',
        algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'],
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenRefused('the token has expired');
      // A generic one is an answer other than 200: the issuer's trouble, not the caller's.
      const generic = error instanceof errors.JOSEError && error.code === errors.JOSEError.code;
      if (error instanceof errors.JWKSTimeout || generic || !(error instanceof errors.JOSEError)) {
        throw new IssuerAway('the key set of the issuer cannot be read');
      }
      throw new TokenRefused(`the token does not hold (${error.code})`);
    }
  }
}
