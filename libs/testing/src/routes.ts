import type { Opened } from '@lotsen/access';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly opened: Opened | 'public';
}

export type ClosedRoute = Route & { readonly opened: Opened };

/** Every operation of a running system's API document, with who may call it. */
export async function routesOf(url: string): Promise<Route[]> {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { 'x-lotsen-access': Opened | 'public' }>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      opened: operation['x-lotsen-access'],
    })),
  );
}

/** The operations that need a token. */
export async function closedRoutesOf(url: string): Promise<ClosedRoute[]> {
  return (await routesOf(url)).filter((route): route is ClosedRoute => route.opened !== 'public');
}

/** Whether a path, with or without a query, matches a path template of the API document. */
export function matches(template: string, path: string): boolean {
  const [pathname] = path.split('?');
  const parts = [template, pathname as string].map((one) => one.split('/'));
  const [wanted, given] = parts as [string[], string[]];
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at]);
}
