import { type RouteRule, roles } from '@lotsen/access';
import { code, generatedNote, page, table } from './markdown.js';
import type { DescribedService } from './services.js';

const intro = `Who may do what. A cell says how far a role reaches on a route, and an empty one that the route is closed to it. **own**: what
the caller's organisation answers for, on one of its sides (a booking has two: who arranged it, and whose workplace it is at);
what it creates there is its own. **shared**: that, and what another organisation shares with it or with a group that it belongs
to, and what the organisations of its groups share unasked. **any**: all there is. Whoever has several roles has the widest
reach of them; whoever acts for no organisation reaches nothing but by *any*. A route that is **public** needs no token. What a
route shows or allows beyond this, the decision behind it says.`;

const everywhere = `The same in each service; the portal forwards \`/v1/operations/SERVICE/...\` to \`/operations/...\` of that service. Public without a
rule, because no controller has them: each service's own \`/openapi.json\`, and at the portal the demo sign-in (\`/oidc\`) and the
scripts of the API page (\`/api-page\`).`;

/** One table of routes and roles for each service, from the rules that the services enforce. */
export function rolesPage(services: readonly DescribedService[]): string {
  const routesOf = (controllers: DescribedService['own']) => controllers.flatMap(({ routes }) => routes);
  return page(
    generatedNote,
    '# Roles',
    intro,
    ...services.flatMap(({ name, own }) => [`## ${name}`, rolesTable(routesOf(own))]),
    '## Every service',
    everywhere,
    rolesTable(routesOf(services[0]?.platform ?? [])),
  );
}

const rolesTable = (routes: readonly RouteRule[]) =>
  table(
    ['Route', ...roles],
    routes.map(({ method, path, rule }) => {
      const opened = rule?.kind === 'roles' ? rule.opened : {};
      const route = code(`${method} ${path}`);
      return [rule?.kind === 'public' ? `${route} **public**` : route, ...roles.map((role) => opened[role] ?? '')];
    }),
  );
