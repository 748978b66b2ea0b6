import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, roles, type Scope } from '@lotsen/access/roles';
import { eventually } from '@lotsen/testing/eventually';
import { inParallel } from '@lotsen/testing/in-parallel';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import {
  contentOf,
  isOf,
  type Kind,
  kindOf,
  type Owned,
  OwnedFixtures,
  type Owner,
  owners,
} from '@lotsen/testing/owned-fixtures';
import { startPatience } from '@lotsen/testing/processes';
import { type ClosedRoute, closedRoutesOf } from '@lotsen/testing/routes';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { aPerson, type Changed, inDays } from '@lotsen/testing/test-system';

const covered: Record<Scope, readonly Owner[]> = {
  own: ['own'],
  shared: ['own', 'shared'],
  any: ['own', 'shared', 'foreign'],
};
/** The codes of the answers for a thing that does not exist. */
const notThere = ['not-found', 'no-active-candidate', 'no-such-person'];
/** Deletions come late, and last what empties data or ends the sharing: nothing can be tried on it afterwards. */
const lateness = ({ method, path }: ClosedRoute) =>
  /rebuild|republish|reread|dissolve/u.test(path) ? 2 : Number(method === 'DELETE');

/** Tests the table of who may do what on the running routes: every role, on own, shared and foreign things. */
describe('every role × route × own, shared and foreign', () => {
  let issuer: Issuer;
  let system: System;
  let things: OwnedFixtures;
  let routes: ClosedRoute[];

  beforeAll(async () => {
    issuer = await startIssuer();
    system = await systemOnEmbeddedLog(issuer.env);
    await system.start();
    routes = await closedRoutesOf(system.url);
    routes.sort((a, b) => lateness(a) - lateness(b));
    things = new OwnedFixtures(system.url, issuer);
    await things.make();
  }, startPatience);

  afterAll(async () => {
    await system.stop();
    issuer.stop();
  }, 60_000);

  it('nobody accepts a proposal of a person who is shared with the proposer no longer', async () => {
    const { own, foreign } = things.organisations;
    const person = (await done('officer', foreign, '/v1/candidates', aPerson({ home: '2481', drivesToWork: true }))).id;
    const path = `/v1/candidates/${person}`;
    const { version } = await done('officer', foreign, `${path}/share`, { with: own });
    const target = { kind: 'placement', id: things.of('placement', 'own').id };
    let step = '';
    await eventually(async () => {
      const proposal = await done('officer', own, '/v1/matching/proposals', { candidate: person, target });
      step = `/v1/matching/proposals/${proposal.id}`;
    });
    await done('officer', own, `${step}/consent`, { how: 'oral', day: inDays(0) }, 1);
    await done('officer', own, `${step}/send`, { fields: ['name'], basis: 'osl-10-1', until: inDays(9) }, 2);
    await done('officer', foreign, `${path}/unshare`, { with: own }, version);
    await eventually(async () => {
      // Until then the test names an old version, so that nothing is accepted meanwhile.
      const { status, code } = await ask('employer', own, `${step}/accept`, {}, 1);
      expect([status, code]).toEqual([409, 'no-active-candidate']);
    });
    expect((await ask('employer', own, `${step}/accept`, {}, 3)).code).toBe('no-active-candidate');
  });

  it('every route says who may call it, and every closed one is tried', () => {
    expect(routes.length).toBeGreaterThan(130);
    expect(routes.filter(({ opened }) => !opened || Object.keys(opened).length === 0)).toEqual([]);
  });

  it('each answers those whom its rule lets in, and refuses all others', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const route of routes) {
      const kind = kindOf(route);
      const tries = roles.flatMap((role) =>
        (kind ? owners : (['own'] as const)).map((owner) => {
          const scope = route.opened[role];
          return { role, owner, scope, expected: scope !== undefined && (!kind || covered[scope].includes(owner)) };
        }),
      );
      const judge = async ({ role, owner, scope, expected }: (typeof tries)[number]) => {
        const { status, code } = await call(route, role, things.of(kind, owner));
        tried += 1;
        // A caller who may not see a thing gets the answer for one that does not exist. No route on the person shows
        // what the services hold, so for that a caller who does not answer for the person gets this answer too.
        const isHeld = route.path.startsWith('/v1/operations/');
        const sees = kind !== undefined && !isHeld && readable(kind, role).includes(owner);
        const refused = scope === undefined || sees ? 403 : 404;
        const codes = scope === undefined ? ['role-not-allowed'] : sees ? ['not-yours'] : notThere;
        const isWell = expected ? status !== 403 && status !== 401 : status === refused && codes.includes(code ?? '');
        if (!isWell) {
          wrong.push(`${role} ${route.method} ${route.path} (${owner}): ${status} ${code}, the rule: ${scope ?? '-'}`);
        }
      };
      // Refused requests have no effect, so they run in parallel. The allowed ones follow, one after another.
      await inParallel(
        tries.filter(({ expected }) => !expected),
        judge,
      );
      for (const one of tries.filter(({ expected }) => expected)) await judge(one);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(1500);
  }, 300_000);

  /** The owners whose things of a kind a role may see, according to the route that shows one. */
  function readable(kind: Kind, role: Role): readonly Owner[] {
    const shows = routes.filter(({ method, path }) => method === 'GET' && path.endsWith('/{id}') && isOf(kind, path));
    const [shown] = shows.sort((a, b) => a.path.length - b.path.length);
    const scope = shown?.opened[role];
    return scope === undefined ? [] : covered[scope];
  }

  it('whoever acts for no organisation creates nothing', async () => {
    const creating = routes.filter(
      ({ method, path }) => method === 'POST' && !path.includes('{') && !kindOf({ method, path }),
    );
    for (const route of creating) {
      const [role] = (Object.entries(route.opened) as [Role, Scope][]).find(([, scope]) => scope === 'own') ?? [];
      if (!role) continue;
      const answer = await call(route, role, things.of(undefined, 'own'), null);
      // Lists are checked row by row, and a search finds nothing. All that matters is that nothing was created.
      expect({ path: route.path, created: 'id' in answer.body }).toEqual({ path: route.path, created: false });
    }
  });

  async function done(...asked: Parameters<typeof ask>): Promise<Changed> {
    const { status, body } = await ask(...asked);
    if (status >= 300) throw new Error(`${asked.slice(0, 3).join(' ')}: ${status} ${JSON.stringify(body)}`);
    return body as unknown as Changed;
  }

  async function ask(role: Role, organisation: string, path: string, content: object, version = 1) {
    const response = await fetch(`${system.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await issuer.token(role, organisation)}`,
        'content-type': 'application/json',
        'if-match': `"${version}"`,
      },
      body: JSON.stringify(content),
    });
    const body = (await response.json()) as { code?: string };
    return { status: response.status, code: body.code, body };
  }

  async function call(
    route: ClosedRoute,
    role: Role,
    thing: Owned,
    organisation: string | null = things.organisations.own,
  ) {
    const path = route.path.replace('{id}', thing.id).replace('{target}', things.of('vacancy', 'own').id);
    const content = contentOf(route, role, thing, things);
    const isLines = route.path.endsWith('/v1/vacancies/import');
    const url = `${system.url}${path}${route.path.endsWith('/stream') ? `?candidate=${thing.id}` : ''}`;
    const aborted = new AbortController();
    const response = await fetch(url, {
      method: route.method,
      signal: aborted.signal,
      headers: {
        authorization: `Bearer ${await issuer.token(role, organisation)}`,
        'lotsen-purpose': 'oversight',
        'if-match': '"1"',
        ...(content === undefined ? {} : { 'content-type': isLines ? 'application/x-ndjson' : 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    if (response.ok && route.path.endsWith('/stream')) {
      aborted.abort();
      return { status: response.status, code: undefined, body: {} };
    }
    const body = (await response.json().catch(() => ({}))) as { code?: string; id?: string };
    return { status: response.status, code: body.code, body };
  }
});
