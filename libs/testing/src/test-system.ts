import { randomUUID } from 'node:crypto';
import { type DemoUser, demoActors } from '@lotsen/access/demo-actors';
import { type Opened, type Role, roles } from '@lotsen/access/roles';
import type { Answer, Api } from './api.js';
import { careAssistant, homeCare, residentialCare } from './concepts.js';
import { testNumbers } from './numbers.js';
import { matches, type Route, routesOf } from './routes.js';
import { lotsen, type Ran, type System } from './system.js';

export interface Changed {
  readonly id: string;
  readonly version: number;
}

/** A running system as its users see it. Before a role takes a step, every role that may not is refused that step. */
export class TestSystem {
  /** Every operation of the API document, with the roles that may call it. */
  routes: readonly Route[] = [];

  constructor(
    readonly system: System,
    readonly api: Api,
  ) {}

  async prepare(): Promise<void> {
    this.routes = await routesOf(this.system.url);
    await this.organisations();
  }

  openedTo(method: string, path: string): Opened {
    const route = this.routes.find((one) => one.method === method && matches(one.path, path));
    if (!route || route.opened === 'public') throw new Error(`No closed route ${method} ${path} in the document.`);
    return route.opened;
  }

  /** Creates something as that role, once every other role has been refused. */
  async create(role: Role, path: string, body: object): Promise<Changed> {
    await this.refuseOthers('POST', path, body);
    return this.api.post<Changed>(role, path, body);
  }

  /** Changes something as that role, at the version that it has read, once every other role has been refused. */
  async change(role: Role, path: string, body: object = {}, method = 'POST'): Promise<Changed> {
    await this.refuseOthers(method, path, body);
    const done = await this.attempt(role, path, body, method);
    if (done.status !== 200) throw new Error(`${role} ${method} ${path}: ${done.status} ${done.text}`);
    return done.body as unknown as Changed;
  }

  /** Attempts a change as that role, and returns the answer whatever its status. No other role tries. */
  async attempt(role: Role, path: string, body: object = {}, method = 'POST'): Promise<Answer> {
    return this.api.call(role, method, path, body, { 'if-match': await this.versionOf(path) });
  }

  /** Registers a person, whom the officer then shares with the learning centre. */
  async sharedPerson(facts: object): Promise<Changed> {
    const { id } = await this.api.post<Changed>('officer', '/v1/candidates', aPerson(facts));
    const path = `/v1/candidates/${id}/share`;
    return this.change('officer', path, { with: demoActors['learning-centre'].organisation });
  }

  /** The random ids of learners. The learning centre resolves their numbers; the learners need not be registered. */
  async learners(count: number, first: number): Promise<string[]> {
    const numbers = testNumbers(count, first);
    const { items } = await this.api.post<{ items: { candidate: string }[] }>(
      'learning-centre',
      '/v1/candidates/resolve-list',
      { numbers },
    );
    return items.map(({ candidate }) => candidate);
  }

  /** Runs the command line as that demo user, in Swedish. */
  async cli(user: DemoUser, ...args: string[]): Promise<Ran> {
    return lotsen(this.system, await this.api.token(user), '--language', 'sv', ...args);
  }

  private async versionOf(path: string): Promise<string> {
    const resource = /^(.*\/[0-9a-f]{8}-[0-9a-f-]{27})/u.exec(path)?.[1] as string;
    const opened = this.openedTo('GET', resource);
    for (const role of Object.keys(opened) as Role[]) {
      const { etag } = await this.api.call(role, 'GET', resource, undefined, { 'lotsen-purpose': 'oversight' });
      if (etag) return etag;
    }
    return '"1"';
  }

  private async refuseOthers(method: string, path: string, body: object): Promise<void> {
    const opened = this.openedTo(method, path);
    for (const role of roles.filter((one) => !opened[one])) {
      const { status, body: problem } = await this.api.call(role, method, path, body, { 'if-match': '"1"' });
      if (status !== 403)
        throw new Error(`${role} ${method} ${path} was not refused: ${status} ${JSON.stringify(problem)}`);
    }
  }

  /** Creates the organisations of the demo users where the demo data has not. */
  private async organisations(): Promise<void> {
    const known = await this.api.get<{ items: { id: string }[] }>(
      'administrator',
      '/v1/portal/organisations?limit=200',
    );
    const wanted = [
      { id: demoActors.officer.organisation, name: 'Test: kommunen', kinds: ['municipality'] },
      { id: demoActors.employer.organisation, name: 'Test: arbetsgivaren', kinds: ['employer'] },
      {
        id: demoActors['learning-centre'].organisation,
        name: 'Test: lärcentrum',
        kinds: ['learning-centre', 'school'],
        setsGrades: true,
      },
    ];
    for (const organisation of wanted) {
      if (known.items.some(({ id }) => id === organisation.id)) continue;
      await this.api.post('administrator', '/v1/portal/organisations', organisation);
    }
  }
}

export const aPerson = (facts: object, more: object = {}) => ({
  identity: { name: `Testperson ${randomUUID().slice(0, 8)}` },
  linksEvidence: true,
  facts,
  ...more,
});

export const aVacancy = (more: object = {}) => ({
  title: 'Vårdbiträde',
  employer: { name: 'Testkommunen' },
  occupation: careAssistant,
  place: '2481',
  ...more,
});

export const aPlacement = (more: object = {}) => ({
  kind: 'arbetspraktik',
  title: 'Praktik i hemtjänsten',
  employer: { name: 'Testkommunen' },
  occupation: careAssistant,
  place: '2481',
  start: inDays(0),
  end: inDays(60),
  capacity: 1,
  trains: [homeCare, residentialCare],
  ...more,
});

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
