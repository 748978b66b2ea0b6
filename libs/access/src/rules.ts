import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Actor, Opened } from './roles.js';

export const ruleKey = 'lotsen:rule';

/** Who may call a route. */
export type Rule = { readonly kind: 'public' } | { readonly kind: 'roles'; readonly opened: Opened };

/** Opens a route to these roles, each as far as it says. */
export const Allow = (opened: Opened) => SetMetadata(ruleKey, { kind: 'roles', opened } satisfies Rule);

/** Opens a route to everybody; say in a comment why. */
export const Public = () => SetMetadata(ruleKey, { kind: 'public' } satisfies Rule);

/** The caller of a request that a rule let in. */
export function actorOf(request: { readonly actor?: Actor }): Actor {
  if (!request.actor) throw new Error('This route is public: it has no actor.');
  return request.actor;
}

export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => actorOf(context.switchToHttp().getRequest<{ actor?: Actor }>()),
);
