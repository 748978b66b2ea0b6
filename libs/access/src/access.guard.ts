import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from './roles.js';
import { type Rule, ruleKey } from './rules.js';
import { IssuerAway, TokenVerifier } from './token-verifier.js';

/** Closed unless opened: a route without a rule answers nobody, and never gets this far (see assertEveryRouteHasARule). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(ruleKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined>; actor?: Actor }>();
    const actor = await this.actorOf(request.headers.authorization);
    if (!rule?.roles.some((role) => actor.roles.includes(role))) {
      const opened = rule ? rule.roles.join(', ') : '-';
      throw new ForbiddenException({
        code: 'role-not-allowed',
        detail: {
          sv: `Din roll får inte göra detta. Det får: ${opened}.`,
          en: `Your role may not do this. These may: ${opened}.`,
        },
      });
    }
    request.actor = actor;
    return true;
  }

  private async actorOf(authorization: string | undefined): Promise<Actor> {
    const [scheme, token] = (authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) {
      throw new UnauthorizedException({
        code: 'no-token',
        detail: {
          sv: 'Logga in: anropet saknar en åtkomstbiljett (Authorization: Bearer).',
          en: 'Sign in: the request carries no access token (Authorization: Bearer).',
        },
      });
    }
    try {
      return await this.verifier.verify(token);
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
      const why = (error as Error).message;
      throw new UnauthorizedException({
        code: 'token-refused',
        detail: { sv: `Logga in igen: biljetten godtas inte (${why}).`, en: `Sign in again: ${why}.` },
      });
    }
  }
}
