import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentedPath, type Role, type Scope } from '@lotsen/access';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { serviceNames } from '@lotsen/platform/service-names';
import { eventually } from '@lotsen/testing/eventually';
import { inParallel } from '@lotsen/testing/in-parallel';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { rows } from '@lotsen/testing/leaks';
import { contentOf, kindOf, OwnedFixtures } from '@lotsen/testing/owned-fixtures';
import { startPatience } from '@lotsen/testing/processes';
import { type ClosedRoute, closedRoutesOf } from '@lotsen/testing/routes';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { aPerson } from '@lotsen/testing/test-system';

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}
interface Field {
  readonly method: string;
  readonly path: string;
  /** Such as `target.id`, `supervisors[]` or `outcomes[].candidate`. */
  readonly field: string;
  readonly names: string;
}

/** More rounds make a longer test: `LOTSEN_WALK_ROUNDS=4`. */
const rounds = Number(process.env.LOTSEN_WALK_ROUNDS ?? 1);
/** Left out, because the administrator who creates an organisation chooses its id. */
const madeUpByTheCaller = /^(?:POST|PUT) \/v1\/portal\/organisations/u;
const notThere = ['not-found', 'no-active-candidate', 'no-such-person', 'no-such-case', 'not-of-the-person'];

/**
 * Walks the table of ids in requests (docs/ids.md, which test/docs.spec.ts compares with the code), and every id in a
 * path. No request with an id that the caller may not name has an effect.
 */
describe('ids that a caller may not name', () => {
  let issuer: Issuer;
  let system: System;
  let things: OwnedFixtures;
  let routes: ClosedRoute[];
  let fields: Field[];
  /** Ids that the caller may not name, by what they name. Four kinds of persons; an unknown id of what all may name. */
  let strange: Record<string, readonly string[]>;
  let tried = 0;

  beforeAll(async () => {
    issuer = await startIssuer();
    system = await systemOnEmbeddedLog({ ...issuer.env, LOTSEN_NUMBERS_AN_HOUR: '1000000' });
    await system.start();
    routes = await closedRoutesOf(system.url);
    const table = readFileSync(join(import.meta.dirname, '..', 'docs', 'ids.md'), 'utf8');
    fields = [...table.matchAll(/^\| `(\w+) (\S+)` \| `(\S+)` \| (.+) \|$/gmu)].map(
      ([, method = '', path = '', field = '', names = '']) => ({
        method,
        path: documentedPath(path),
        field,
        names,
      }),
    );
    // test/access-exports.e2e-spec.ts tests for whom an administrator may ask for an export.
    fields = fields.filter(({ path }) => path !== '/v1/candidates/exports');
    things = new OwnedFixtures(system.url, issuer);
    await things.make();
    strange = await strangeIds();
  }, startPatience);

  afterAll(async () => {
    await system.stop();
    issuer.stop();
  }, 60_000);

  it('are refused in bodies and queries, all alike, and nothing has changed', async () => {
    expect(fields.length).toBeGreaterThan(30);
    const before = await versions();
    const wrong: string[] = [];
    for (let round = 0; round < rounds; round++) {
      // None of them may have an effect, so they run in parallel. Most wait 1.5 s for a person to become known.
      wrong.push(...(await inParallel(fields, walkField)).flat());
    }
    expect(wrong).toEqual([]);
    expect(await versions()).toEqual(before);
  }, 600_000);

  it('are not there in paths, all alike, and nothing has changed', async () => {
    const before = await versions();
    const wrong: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const walks = routes
        .filter(({ path }) => path.includes('{id}'))
        .flatMap((route) =>
          (Object.entries(route.opened) as [Role, Scope][]).map(([role, scope]) => ({ route, role, scope })),
        )
        .filter(({ scope }) => scope !== 'any');
      wrong.push(...(await inParallel(walks, ({ route, role }) => walkPath(route, role))).flat());
    }
    expect(wrong).toEqual([]);
    expect(await versions()).toEqual(before);
    console.log(`${tried} requests with ids that the caller may not name had no effect.`);
  }, 900_000);

  it('that the caller may name have one: the same requests, with their own', async () => {
    const refused: string[] = [];
    for (const { method, path, field } of fields.filter((one) => one.names === 'person' && one.method === 'POST')) {
      const route = routeOf(method, path);
      const [role] = Object.keys(route.opened) as [Role];
      const own = await as('officer', 'own', 'POST', '/v1/candidates', aPerson({ home: '2481', drivesToWork: true }));
      await eventually(async () => {
        const answer = await send(route, role, set(bodyOf(route, role), field, own.id as string), String(own.id));
        if (!hadEffect(answer)) throw new Error(`${role} ${path} ${field}: ${answer.status} ${answer.code}`);
      }, 5000).catch((error: Error) => refused.push(error.message));
    }
    expect(refused).toEqual([]);
  }, 60_000);

  async function walkField({ method, path, field, names }: Field): Promise<string[]> {
    const route = routeOf(method, path);
    if (madeUpByTheCaller.test(`${method} ${path}`)) return [];
    const wrong: string[] = [];
    for (const role of Object.keys(route.opened) as Role[]) {
      const ask = async (id: string) => {
        const body = method === 'GET' ? undefined : set(bodyOf(route, role), field, id);
        const query = method === 'GET' ? `?${field}=${id}` : '';
        const answer = await send(route, role, body, things.of(kindOf(route), 'own').id, query);
        if (hadEffect(answer)) wrong.push(`${role} ${method} ${path} ${field}=${names} ${id}: ${answer.status}`);
        return `${answer.status} ${answer.code ?? JSON.stringify(answer.body).replaceAll(id, 'ID')}`;
      };
      const answers = await Promise.all((strange[names] ?? []).map(ask));
      if (new Set(answers).size > 1)
        wrong.push(`${role} ${method} ${path} ${field}: ${[...new Set(answers)].join(', ')}`);
    }
    return wrong;
  }

  async function walkPath(route: ClosedRoute, role: Role): Promise<string[]> {
    const kind = kindOf(route);
    if (!kind) return [];
    const { method, path } = route;
    const shows = routes.find((one) => one.method === 'GET' && one.path.endsWith('/{id}') && kindOf(one) === kind);
    const sees = shows?.opened[role] === 'any';
    const ids = kind === 'person' ? strange.person : [things.of(kind, 'foreign').id, randomUUID()];
    const answers: string[] = [];
    for (const id of ids ?? []) {
      const { status, code } = await send(route, role, contentOf(route, role, things.of(kind, 'own'), things), id);
      answers.push(`${status} ${code}`);
    }
    // For another's thing that the caller may see, the answer is 403, for an unknown one 404. Otherwise both are 404.
    const isRight = sees
      ? answers[0] === '403 not-yours' && answers[1]?.startsWith('404')
      : new Set(answers).size === 1 &&
        answers[0]?.startsWith('404') &&
        notThere.some((code) => answers[0]?.endsWith(code));
    return isRight ? [] : [`${role} ${method} ${path}: ${answers.join(', ')}`];
  }

  const routeOf = (method: string, path: string): ClosedRoute => {
    const route = routes.find((one) => one.method === method && one.path === path);
    if (!route) throw new Error(`${method} ${path} stands in docs/ids.md and not in the API document.`);
    return route;
  };

  /** A body that a caller may send, with ids of their own things. */
  function bodyOf(route: ClosedRoute, role: Role): Record<string, unknown> {
    const own = things.of('person', 'own');
    const { id: profile } = things.of('profile', 'own');
    const row = {
      candidate: own.id,
      profile,
      result: 'certificate',
      units: [{ unit: 'U', extent: 'full' }],
      assessedOn: new Date().toISOString().slice(0, 10),
    };
    if (route.path.endsWith('/outcomes/list')) return { outcomes: [row] };
    return { ...contentOf(route, role, own, things) };
  }

  const hadEffect = ({ status, body }: Answered) => {
    if (status >= 400 || body.outcome === 'unchanged') return false;
    return !(Array.isArray(body.created) && body.created.length === 0);
  };

  async function send(
    route: ClosedRoute,
    role: Role,
    content: object | undefined,
    id: string,
    query = '',
  ): Promise<Answered> {
    tried += 1;
    const path = route.path.replace('{id}', id).replace('{target}', things.of('vacancy', 'own').id);
    const isLines = route.path.endsWith('/v1/vacancies/import');
    const stop = new AbortController();
    const response = await fetch(`${system.url}${path}${query}`, {
      method: route.method,
      signal: stop.signal,
      headers: {
        authorization: `Bearer ${await issuer.token(role, things.organisations.own)}`,
        'lotsen-purpose': 'oversight',
        'if-match': '"1"',
        ...(content === undefined ? {} : { 'content-type': isLines ? 'application/x-ndjson' : 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      stop.abort();
      return { status: response.status, code: undefined, body: {} };
    }
    const body = (await response.json().catch(() => ({}))) as Answered['body'];
    if (response.status >= 500) throw new Error(`${role} ${route.method} ${path}: ${JSON.stringify(body)}`);
    const [rejected] = Array.isArray(body.rejected) ? (body.rejected as { code: string }[]) : [];
    return { status: response.status, code: (body.code as string | undefined) ?? rejected?.code, body };
  }

  /** Ids that the caller may not name. Of persons: foreign, unknown, erased, and protected ones, even their own. */
  async function strangeIds(): Promise<Record<string, readonly string[]>> {
    const registered = async (owner: 'own' | 'foreign', more: object = {}) =>
      (await as('officer', owner, 'POST', '/v1/candidates', aPerson({ home: '2481' }, more))).id as string;
    const erased = await registered('own');
    const later = await registered('foreign');
    await as('officer', 'own', 'DELETE', `/v1/candidates/${erased}`);
    await as('officer', 'foreign', 'PUT', `/v1/candidates/${later}/protection`, { protectedIdentity: true });
    const hidden = await registered('own', { protectedIdentity: true });
    await eventually(async () => {
      const state = await as('administrator', 'own', 'GET', `/v1/candidates/erasures/${erased}`);
      expect(state.missing).toEqual([]);
    });
    const foreign = (kind: 'case' | 'outcome' | 'supervisor' | 'need') => [things.of(kind, 'foreign').id, randomUUID()];
    strangerInBodiesOnly = hidden;
    const person = [things.of('person', 'foreign').id, randomUUID(), erased, later];
    const unknown = [randomUUID()];
    return {
      person,
      case: foreign('case'),
      outcome: foreign('outcome'),
      supervisor: foreign('supervisor'),
      need: foreign('need'),
      profile: unknown,
      placement: unknown,
      vacancy: unknown,
      'vacancy or placement': unknown,
      organisation: unknown,
      'organisation or group': unknown,
      workplace: unknown,
    };
  }
  let strangerInBodiesOnly = '';

  it('of a protected person are named in no body, not by their own officer either', async () => {
    const wrong: string[] = [];
    await inParallel(
      fields.filter(({ names }) => names === 'person'),
      async ({ method, path, field }) => {
        const route = routeOf(method, path);
        for (const role of Object.keys(route.opened) as Role[]) {
          const body = method === 'GET' ? undefined : set(bodyOf(route, role), field, strangerInBodiesOnly);
          const query = method === 'GET' ? `?${field}=${strangerInBodiesOnly}` : '';
          const answer = await send(route, role, body, things.of(kindOf(route), 'own').id, query);
          // The person of an outcome never changes, so naming any other person is refused.
          const isRefused = answer.code === 'other-person' || notThere.includes(answer.code ?? '');
          if (hadEffect(answer) || !isRefused) wrong.push(`${role} ${path}: ${answer.code}`);
        }
      },
    );
    expect(wrong).toEqual([]);
  }, 120_000);

  async function as(role: Role, owner: 'own' | 'foreign', method: string, path: string, body?: object) {
    const response = await fetch(`${system.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token(role, things.organisations[owner])}`,
        'content-type': 'application/json',
        'if-match': '"1"',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  }

  /** Every aggregate of every service, with its version. */
  async function versions(): Promise<Record<string, number>> {
    const held: Record<string, number> = {};
    for (const name of serviceNames) {
      const url = databaseUrlOf(system.database(), `lotsen_${name}`);
      const tables = await rows<{ table_name: string }>(
        url,
        `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'
         AND column_name IN ('id', 'version', 'state', 'created_at') GROUP BY table_name HAVING count(*) = 4`,
      );
      for (const { table_name: table } of tables) {
        const all = await rows<{ id: string; version: number }>(url, `SELECT id, version FROM ${table}`);
        for (const { id, version } of all) held[`${name}.${table} ${id}`] = version;
      }
    }
    return held;
  }
});

/** A copy of a body in which a field, named as in docs/ids.md, is set to that id. */
function set(body: Record<string, unknown>, field: string, id: string): Record<string, unknown> {
  const copy = structuredClone(body);
  const parts = field.split('.');
  let at: Record<string, unknown> = copy;
  for (const [depth, part] of parts.entries()) {
    const name = part.replace('[]', '');
    const isList = part.endsWith('[]');
    if (depth === parts.length - 1) at[name] = isList ? [id] : id;
    else {
      const inner = (isList ? (at[name] as unknown[] | undefined)?.[0] : at[name]) ?? {};
      at[name] = isList ? [inner] : inner;
      at = inner as Record<string, unknown>;
    }
  }
  return copy;
}
