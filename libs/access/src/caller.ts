import { type HttpException, ServiceUnavailableException, UnauthorizedException } from '@nestjs/common';
import type { SignedIn } from './roles.js';
import { TokenRefused } from './token-refused.js';
import { IssuerAway, type TokenVerifier } from './token-verifier.js';

/**
 * Who sends a request, as its Authorization header shows.
 * @throws HttpException 401 where it shows nobody, 503 where the issuer's keys cannot be read
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

/** A request of which one may ask who sent it. */
interface Called {
  caller?: SignedIn | undefined;
}

/** Who sends a request; undefined where it may come without a token, and does. */
export const callerIn = (request: object): SignedIn | undefined => (request as Called).caller;

/** Keeps who sends a request, for the guard and for whoever counts requests. */
export function keepCaller(request: object, caller: SignedIn): void {
  (request as Called).caller = caller;
}
