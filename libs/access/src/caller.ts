import { type HttpException, ServiceUnavailableException, UnauthorizedException } from '@nestjs/common';
import type { SignedIn } from './roles.js';
import { TokenRefused } from './token-refused.js';
import { IssuerAway, type TokenVerifier } from './token-verifier.js';

/**
 * The caller of a request, from its Authorization header.
 * @throws HttpException 401 if the header has no token or the token is refused, 503 if the issuer's keys cannot be read
 */
export async function callerOf(authorization: string | undefined, verifier: TokenVerifier): Promise<SignedIn> {
  const [scheme, token] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw noToken();
  try {
    return await verifier.verify(token);
  } catch (error) {
    if (error instanceof IssuerAway) {
      throw new ServiceUnavailableException({
        code: 'issuer-away',
        detail: {
          sv: 'Inloggningstjänsten svarar inte just nu. Försök igen om en stund.',
          en: 'The sign-in service does not answer right now. Try again in a moment.',
        },
      });
    }
    if (!(error instanceof TokenRefused)) throw error;
    throw new UnauthorizedException({
      code: 'token-refused',
      detail: { sv: `Biljetten godtas inte. ${error.why.sv}`, en: `The token is refused. ${error.why.en}` },
    });
  }
}

export const noToken = (): HttpException =>
  new UnauthorizedException({
    code: 'no-token',
    detail: {
      sv: 'Logga in: anropet saknar en åtkomstbiljett (Authorization: Bearer).',
      en: 'Sign in: the request carries no access token (Authorization: Bearer).',
    },
  });

/** A request together with its caller. */
interface Called {
  caller?: SignedIn | undefined;
}

/** The caller of a request; undefined on public paths, where no token is read. */
export const callerIn = (request: object): SignedIn | undefined => (request as Called).caller;

/** Stores the caller in the request, for the guard and for the limits on requests. */
export function keepCaller(request: object, caller: SignedIn): void {
  (request as Called).caller = caller;
}
