import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Inject,
  Injectable,
  Optional,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Actor, type Identified, rolesOnSide, scopeOf } from './roles.js';
import { type Rule, ruleKey } from './rules.js';
import { TokenRefused } from './token-refused.js';
import { IssuerAway, TokenVerifier } from './token-verifier.js';

/** Tells the groups that an organisation belongs to, and who else does. */
export interface Memberships {
  groupsOf(organisation: string): readonly { readonly id: string; readonly members: readonly string[] }[];
  /** Whether it took part once, and does no longer. */
  isClosed(organisation: string): boolean;
}
export const MEMBERSHIPS = Symbol('MEMBERSHIPS');

/** Closed unless opened: a route without a rule answers nobody, and never gets this far (see RouteRules.assertComplete). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
    @Optional() @Inject(MEMBERSHIPS) private readonly memberships?: Memberships,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(ruleKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined>; actor?: Actor }>();
    const caller = await this.callerOf(request.headers.authorization);
    const scope = rule && scopeOf(rule.opened, caller.roles);
    if (!scope) {
      const opened = rule ? Object.keys(rule.opened).join(', ') : '-';
      throw new ForbiddenException({
        code: 'role-not-allowed',
        detail: {
          sv: `Din roll får inte göra detta. Det får: ${opened}.`,
          en: `Your role may not do this. These may: ${opened}.`,
        },
      });
    }
    // Whoever acts for an organisation that was closed acts for none.
    const closed = caller.organisation !== null && this.memberships?.isClosed(caller.organisation);
    const organisation = closed ? null : caller.organisation;
    const groups = organisation === null ? [] : (this.memberships?.groupsOf(organisation) ?? []);
    const shares = organisation === null ? [] : [organisation, ...groups.map(({ id }) => id)];
    request.actor = {
      ...caller,
      organisation,
      scope,
      shares,
      peers: [...new Set(groups.flatMap(({ members }) => members))],
      standsOn: (side) => rolesOnSide[side]?.some((role) => caller.roles.includes(role)) ?? true,
    };
    return true;
  }

  private async callerOf(authorization: string | undefined): Promise<Identified> {
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
      if (!(error instanceof TokenRefused)) throw error;
      throw new UnauthorizedException({
        code: 'token-refused',
        detail: { sv: `Biljetten godtas inte. ${error.why.sv}`, en: `The token is refused. ${error.why.en}` },
      });
    }
  }
}
