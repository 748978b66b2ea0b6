import { createParamDecorator, type ExecutionContext, RequestMethod, SetMetadata } from '@nestjs/common';
import type { Actor, Opened } from './roles.js';

export const ruleKey = 'lotsen:rule';

/** Who may call a route. */
export type Rule = { readonly kind: 'public' } | { readonly kind: 'roles'; readonly opened: Opened };

/** Opens a route to these roles, each with its scope. */
export const Allow = (opened: Opened) => SetMetadata(ruleKey, { kind: 'roles', opened } satisfies Rule);

/** Opens a route to everybody; say in a comment why. */
export const Public = () => SetMetadata(ruleKey, { kind: 'public' } satisfies Rule);

const readRules = new Map<Controller, Rule | undefined>();
type Controller = new (...args: never[]) => object;

/** The rule of a controller's route GET :id, which shows one aggregate. */
export function readRuleOf(controller: Controller): Rule | undefined {
  if (!readRules.has(controller)) readRules.set(controller, findReadRule(controller));
  return readRules.get(controller);
}

function findReadRule({ prototype }: Controller): Rule | undefined {
  const methods = Object.values(Object.getOwnPropertyDescriptors(prototype)).map(({ value }) => value as object);
  const shows = methods.find(
    (method) =>
      typeof method === 'function' &&
      Reflect.getMetadata('method', method) === RequestMethod.GET &&
      Reflect.getMetadata('path', method) === ':id',
  );
  return shows && (Reflect.getMetadata(ruleKey, shows) as Rule | undefined);
}

/** The caller of a request that a rule let in. */
export function actorOf(request: { readonly actor?: Actor }): Actor {
  if (!request.actor) throw new Error('This route is public: it has no actor.');
  return request.actor;
}

export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => actorOf(context.switchToHttp().getRequest<{ actor?: Actor }>()),
);
