import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Actor, Role } from './roles.js';

export const ruleKey = 'lotsen:rule';

/** Who may call a route. */
export type Rule = { readonly kind: 'public' } | { readonly kind: 'roles'; readonly roles: readonly Role[] };

/** Opens a route to these roles. */
export const Allow = (...roles: [Role, ...Role[]]) => SetMetadata(ruleKey, { kind: 'roles', roles } satisfies Rule);

/** Opens a route to everybody; say in a comment why. */
export const Public = () => SetMetadata(ruleKey, { kind: 'public' } satisfies Rule);

/** The caller of this request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<{ actor?: Actor }>();
  if (!actor) throw new Error('This route is public: it has no actor.');
  return actor;
});
