import { Injectable, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { type Rule, ruleKey } from './rules.js';

export interface RouteRule {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly rule: Rule | undefined;
}

/** Lists the routes of an application with their rules, and refuses to start if a route has none. */
@Injectable()
export class RouteRules {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  list(): RouteRule[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as object;
      const prefix = text(Reflect.getMetadata('path', metatype));
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = instance[name as keyof typeof instance] as () => unknown;
        const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const path = `/${[prefix, text(Reflect.getMetadata('path', handler))].join('/')}`
          .replace(/\/+/gu, '/')
          .replace(/(?<=.)\/$/u, '');
        const rule = this.reflector.getAllAndOverride<Rule | undefined>(ruleKey, [handler, metatype as () => unknown]);
        return [
          {
            method: RequestMethod[method] as string,
            path,
            handler: `${(metatype as { name: string }).name}.${name}`,
            rule,
          },
        ];
      });
    });
  }

  /** @throws Error that names every route without a rule: the application must not start */
  assertComplete(): void {
    const open = this.list().filter(({ rule }) => !rule);
    if (open.length === 0) return;
    const routes = open.map(({ method, path, handler }) => `${method} ${path} (${handler})`).join('; ');
    throw new Error(`Routes without a rule: ${routes}. Say who may call each with @Allow(...) or @Public().`);
  }
}

const text = (path: unknown): string => (Array.isArray(path) ? String(path[0] ?? '') : String(path ?? ''));

/** A route's path as API documents write it: "/v1/vacancies/{id}". */
export const documentedPath = (path: string): string => path.replace(/:(\w+)/gu, '{$1}');

/** A route as API documents name it: "PUT /v1/vacancies/{id}". */
export const operationName = ({ method, path }: Pick<RouteRule, 'method' | 'path'>): string =>
  `${method} ${documentedPath(path)}`;
