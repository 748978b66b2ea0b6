import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Inject,
  Injectable,
  Optional,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { callerIn, noToken } from './caller.js';
import { type Actor, rolesOnSide, scopeOf } from './roles.js';
import { type Rule, readRuleOf, ruleKey } from './rules.js';

/** Tells the groups that an organisation belongs to, and who else does. */
export interface Memberships {
  /** Before they are asked. @throws where they may be of before */
  assertFresh(): Promise<void>;
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
    @Optional() @Inject(MEMBERSHIPS) private readonly memberships?: Memberships,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(ruleKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule?.kind === 'public') return true;
    // Who calls was found before the request took a place or its body was read (see the platform's admission).
    const request = context.switchToHttp().getRequest<{ actor?: Actor }>();
    const caller = callerIn(request);
    if (!caller) throw noToken();
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
    // Whatever is answered from memory comes after this: a right that was taken back elsewhere counts here too.
    await this.memberships?.assertFresh();
    const shown = readRuleOf(context.getClass());
    // Whoever acts for an organisation that was closed acts for none.
    const closed = caller.organisation !== null && this.memberships?.isClosed(caller.organisation);
    const organisation = closed ? null : caller.organisation;
    const groups = organisation === null ? [] : (this.memberships?.groupsOf(organisation) ?? []);
    const shares = organisation === null ? [] : [organisation, ...groups.map(({ id }) => id)];
    request.actor = {
      ...caller,
      organisation,
      scope,
      reads: shown?.kind === 'roles' ? scopeOf(shown.opened, caller.roles) : undefined,
      shares,
      peers: [...new Set(groups.flatMap(({ members }) => members))],
      standsOn: (side) => rolesOnSide[side]?.some((role) => caller.roles.includes(role)) ?? true,
    };
    return true;
  }
}
