import { randomUUID } from 'node:crypto';
import { type Role, rolesOnSide } from '@lotsen/access/roles';
import { careAssistant, homeCare } from './concepts.js';
import { eventually } from './eventually.js';
import type { Issuer } from './issuer.js';
import { aPerson, aPlacement, aVacancy, inDays } from './test-system.js';

export const owners = ['own', 'shared', 'foreign'] as const;
/**
 * The organisation that a thing belongs to, seen from the caller: their own, one in the same group that shares its
 * persons, or an unrelated one.
 */
export type Owner = (typeof owners)[number];

export interface Owned {
  readonly id: string;
  readonly candidate: string;
}

const kinds = {
  person:
    /^\/v1\/candidates\/\{id\}|^\/v1\/portal\/persons\/\{id\}|^\/v1\/operations\/(?:candidates|validations|placements|matching)\/held|^\/v1\/matching\/candidates\/\{id\}|^\/v1\/matching\/(?:what-if|stream|proposals)$/u,
  release: /^\/v1\/candidates\/releases\//u,
  profile: /^\/v1\/validations\/profiles\/\{id\}/u,
  outcome: /^\/v1\/validations\/outcomes\/\{id\}/u,
  case: /^\/v1\/validations\/cases\/\{id\}/u,
  offer: /^\/v1\/validations\/offers\/\{id\}/u,
  vacancy: /^\/v1\/vacancies\/\{id\}|^\/v1\/matching\/vacancies\/\{id\}\/demands/u,
  'coming-need': /^\/v1\/vacancies\/coming-needs\/\{id\}/u,
  placement: /^\/v1\/placements\/\{id\}/u,
  need: /^\/v1\/placements\/needs\/\{id\}/u,
  supervisor: /^\/v1\/placements\/supervisors\/\{id\}/u,
  booking: /^\/v1\/placements\/bookings\/\{id\}/u,
  proposal: /^\/v1\/matching\/proposals\/\{id\}/u,
} as const;
export type Kind = keyof typeof kinds;

/** The kind of thing that a route is about; undefined where it has no owner, or is a list of the caller's own. */
export function kindOf({ method, path }: { readonly method: string; readonly path: string }): Kind | undefined {
  if (method === 'GET' && path === '/v1/matching/proposals') return undefined;
  return (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind].test(path));
}

/** Whether a path is about a thing of this kind. */
export const isOf = (kind: Kind, path: string): boolean => kinds[kind].test(path);

const occupation = careAssistant;
const skill = homeCare;
const today = inDays(0);
const yes = { how: 'oral', day: today };
const profileContent = {
  name: 'Test',
  process: 'komvux',
  saidBy: 'Testet',
  units: [{ unit: 'U', label: 'Del', skills: [skill] }],
};
const supervisorContent = { mark: 'H', step: 2, most: 5 };
const needContent = { title: 'N', kind: 'apl', occupation, places: ['2481'], number: 2, start: today, end: inDays(9) };
const comingContent = { occupation, county: '24', number: 3, from: '2030-01-01' };
const organisationContent = { name: 'Test', kinds: ['employer'] };

/** Creates a thing of every kind for each owner, by the role that creates it in production. */
export class OwnedFixtures {
  readonly organisations: Record<Owner, string> = { own: randomUUID(), shared: randomUUID(), foreign: randomUUID() };
  private readonly made = new Map<string, Owned>();
  /** A thing without an owner, for routes on data that only administrators have. */
  private readonly nobodys: Owned = { id: randomUUID(), candidate: randomUUID() };

  constructor(
    private readonly url: string,
    private readonly issuer: Issuer,
  ) {}

  of(kind: Kind | undefined, owner: Owner): Owned {
    if (!kind) return this.nobodys;
    const thing = this.made.get(`${kind} ${owner}`);
    if (!thing) throw new Error(`No ${kind} of ${owner} was made.`);
    return thing;
  }

  async make(): Promise<void> {
    for (const owner of owners) {
      await this.post('administrator', owner, '/v1/portal/organisations', {
        id: this.organisations[owner],
        name: `Test: ${owner}`,
        kinds: ['municipality', 'employer', 'learning-centre'],
        setsGrades: true,
      });
    }
    const members = [this.organisations.own, this.organisations.shared];
    const group = await this.post('administrator', 'own', '/v1/portal/groups', { name: 'Gruppen', members });
    for (const owner of owners) await this.makeOf(owner, group);
  }

  private async makeOf(owner: Owner, group: string): Promise<void> {
    const facts = { home: '2481', drivesToWork: true, maxCommuteMinutes: 60 };
    const person = await this.post('officer', owner, '/v1/candidates', aPerson(facts));
    const keep = (kind: Kind, id: string) => this.made.set(`${kind} ${owner}`, { id, candidate: person });
    keep('person', person);
    const shared = { with: group };
    await eventually(async () => {
      if (owner === 'shared') await this.post('officer', owner, `/v1/candidates/${person}/share`, shared);
    });
    const vacancy = await this.post('employer', owner, '/v1/vacancies', aVacancy());
    keep('vacancy', vacancy);
    const supervisor = await this.post('employer', owner, '/v1/placements/supervisors', supervisorContent);
    keep('supervisor', supervisor);
    const placement = await this.post('employer', owner, '/v1/placements', aPlacement({ capacity: 9 }));
    keep('placement', placement);
    keep('profile', await this.post('learning-centre', owner, '/v1/validations/profiles', profileContent));
    const profile = this.of('profile', owner).id;
    const offer = { title: 'O', profile, places: ['2481'], weeks: 4, seats: 5 };
    keep('offer', await this.post('learning-centre', owner, '/v1/validations/offers', offer));
    const outcome = {
      candidate: person,
      profile,
      result: 'certificate',
      units: [{ unit: 'U', extent: 'full' }],
      assessedOn: today,
    };
    await eventually(async () => {
      keep('outcome', await this.post('learning-centre', owner, '/v1/validations/outcomes', outcome));
    });
    keep(
      'case',
      await this.post('learning-centre', owner, '/v1/validations/cases', { candidate: person, process: 'komvux' }),
    );
    keep('coming-need', await this.post('employer', owner, '/v1/vacancies/coming-needs', comingContent));
    keep('need', await this.post('learning-centre', owner, '/v1/placements/needs', needContent));
    const booking = { candidate: person, placement, personSaidYes: yes };
    keep('booking', await this.post('officer', owner, '/v1/placements/bookings', booking));
    await eventually(async () => {
      const proposal = { candidate: person, target: { kind: 'placement', id: placement } };
      keep('proposal', await this.post('officer', owner, '/v1/matching/proposals', proposal));
    });
    // The employer sees a proposal once the officer sends it, and the release begins then.
    const path = `/v1/matching/proposals/${this.of('proposal', owner).id}`;
    await this.post('officer', owner, `${path}/consent`, yes);
    await this.post(
      'officer',
      owner,
      `${path}/send`,
      { fields: ['name'], basis: 'osl-10-1', until: inDays(9) },
      { version: 2 },
    );
    keep('release', this.of('proposal', owner).id);
    await eventually(async () => {
      const { status } = await this.call(
        'employer',
        owner,
        'GET',
        `/v1/candidates/releases/${this.of('proposal', owner).id}`,
      );
      if (status !== 200) throw new Error('not released yet');
    });
  }

  private async post(
    role: Role,
    owner: Owner,
    path: string,
    content: object,
    { version = 1 }: { version?: number } = {},
  ): Promise<string> {
    const { status, body } = await this.call(role, owner, 'POST', path, content, version);
    if (status >= 300) throw new Error(`${role} POST ${path}: ${status} ${JSON.stringify(body)}`);
    return (body as { id: string }).id;
  }

  private async call(role: Role, owner: Owner, method: string, path: string, content?: object, version = 1) {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.issuer.token(role, this.organisations[owner], `maker-${role}-${owner}`)}`,
        'content-type': 'application/json',
        'if-match': `"${version}"`,
      },
      ...(content ? { body: JSON.stringify(content) } : {}),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  }
}

/** A valid request body for a route, so that its answer depends on the owner of the thing, not on the body. */
export function contentOf(
  { method, path }: { readonly method: string; readonly path: string },
  role: Role,
  { id, candidate }: Owned,
  things: OwnedFixtures,
): object | undefined {
  if (method === 'GET' || method === 'DELETE') return undefined;
  const placement = things.of('placement', 'own').id;
  const target = { kind: 'placement', id: things.of('placement', 'own').id };
  const profile = things.of('profile', 'own').id;
  const outcome = {
    candidate,
    profile,
    result: 'certificate',
    units: [{ unit: 'U', extent: 'full' }],
    assessedOn: today,
  };
  const contents: readonly [RegExp, object][] = [
    [/\/organisations(?:\/\{id\})?$/u, organisationContent],
    [/\/groups(?:\/\{id\})?$/u, { name: 'Test', members: [] }],
    [/\/outcomes\/list$/u, { outcomes: [{}] }],
    [/\/candidates\/import$/u, { people: [{}] }],
    [/\/resolve$/u, { personnummer: '191212121212' }],
    [/\/resolve-list$/u, { numbers: ['x'] }],
    [/\/v1\/candidates$/u, aPerson({})],
    [/\/search$/u, { name: 'Ingen' }],
    [/\/identity$/u, { name: 'Testperson' }],
    [/\/facts$/u, {}],
    [/\/evidence-link$/u, { yes: true }],
    [/\/(?:un)?share$/u, { with: things.organisations.own }],
    [/\/protection$/u, { protectedIdentity: false }],
    [/\/candidates\/\{id\}\/close$/u, { because: 'other' }],
    [/\/profiles(?:\/\{id\})?$/u, profileContent],
    [/\/outcomes(?:\/\{id\})?$/u, outcome],
    [/\/exports$/u, { candidate }],
    [/\/cases$/u, { candidate, process: 'komvux' }],
    [/\/advance$/u, { to: 'admitted' }],
    [/\/complete$/u, { outcome: randomUUID() }],
    [/\/discontinue$/u, { because: 'other' }],
    [/\/offers(?:\/\{id\})?$/u, { title: 'O', profile, places: ['2481'], weeks: 4, seats: 5 }],
    [/\/coming-needs(?:\/\{id\})?$/u, comingContent],
    [/\/v1\/vacancies(?:\/\{id\}|\/drafts)?$/u, aVacancy()],
    [/\/vacancies\/import$/u, { id: 'x' }],
    [/\/fill$/u, { positions: 1 }],
    [/\/end-unfilled$/u, { because: 'pay' }],
    [/\/bookings$/u, { candidate, placement, personSaidYes: yes }],
    [/\/sign$/u, { party: rolesOnSide.workplace?.includes(role) ? 'workplace' : 'officer', ...yes }],
    [/\/supervisor$/u, { supervisor: things.of('supervisor', 'own').id }],
    [/\/interrupt$/u, { because: 'other' }],
    [/\/bookings\/\{id\}\/end$/u, { result: 'completed' }],
    [/\/cancel$/u, { because: 'mistake' }],
    [/\/renew$/u, { until: inDays(90), personSaidYes: yes }],
    [/\/needs(?:\/\{id\})?$/u, needContent],
    [/\/supervisors(?:\/\{id\})?$/u, supervisorContent],
    [/\/v1\/placements(?:\/\{id\})?$/u, aPlacement({ capacity: 9 })],
    [/\/proposals$/u, { candidate: id, target }],
    [/\/consent$/u, yes],
    [/\/send$/u, { fields: ['name'], basis: 'osl-10-1', until: inDays(9) }],
    [/\/decline$/u, { reasons: ['hours'] }],
    [/\/proposals\/\{id\}\/withdraw$/u, { because: 'mistake' }],
    [/\/proposals\/\{id\}\/end$/u, { how: 'hired' }],
    [/\/what-if$/u, { candidate: id, target: target.id, changes: [{ kind: 'commute', minutes: 30 }] }],
    [/\/shortage\/import$/u, { rows: [{}] }],
  ];
  return contents.find(([pattern]) => pattern.test(path))?.[1] ?? {};
}
