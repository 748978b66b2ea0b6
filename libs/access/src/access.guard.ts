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

/** The groups that an organisation belongs to, with their members. */
export interface Memberships {
  /** Call it before the other methods. @throws if the in-memory copy may be out of date */
  assertFresh(): Promise<void>;
  groupsOf(organisation: string): readonly { readonly id: string; readonly members: readonly string[] }[];
  /** Whether the organisation took part once and no longer does. */
  isClosed(organisation: string): boolean;
}
export const MEMBERSHIPS = Symbol('MEMBERSHIPS');

/** Refuses every caller on a route without a rule. (RouteRules.assertComplete stops the start of such a service.) */
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
    // The platform's admission has verified the token, before the request took a slot and before its body was read.
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
    // The in-memory copy is read only after this check: a right that another instance has withdrawn does not count.
    await this.memberships?.assertFresh();
    const shown = readRuleOf(context.getClass());
    // A caller who acts for a closed organisation counts as acting for none.
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
