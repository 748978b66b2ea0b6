import { randomUUID } from 'node:crypto';
import type { Role } from '@lotsen/access';
import { storedExamples, topics } from '@lotsen/contracts';
import { EmbeddedLogTransport, encodeState } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence';
import { type ServiceName, serviceNames } from '@lotsen/platform';
import { careAssistant, homeCare, swedish } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import type { Issuer } from '@lotsen/testing/issuer';
import { rows } from '@lotsen/testing/leaks';
import { testNumbers } from '@lotsen/testing/numbers';
import { contentOf, kindOf, OwnedFixtures } from '@lotsen/testing/owned-fixtures';
import type { System } from '@lotsen/testing/system';
import { aPerson, aPlacement, aVacancy, inDays } from '@lotsen/testing/test-system';
import { whenDone } from '@lotsen/testing/when-done';

const occupation = careAssistant;
const skill = homeCare;
const number = testNumbers(1, 9000)[0] as string;

export interface Asked {
  readonly path: string;
  readonly content: unknown;
  /** The administrator who sends the request, because an export needs two of them. */
  readonly subject: string | undefined;
}

/** Creates one of each thing in the caller's organisation on a running system, and makes the requests for them. */
export class ContractFixtures {
  readonly things: OwnedFixtures;
  /** By collection, ids for routes on things that no role owns. */
  private readonly ids = new Map<string, string>();
  /** For each service the id of the dead letter that a replay can consume. Each has a second one that stays. */
  private readonly letters = new Map<ServiceName, string>();
  /** For each service the jobs that are over, and last one that is not. */
  private readonly jobs = new Map<string, readonly string[]>();
  private unregistered = '';
  private richPerson = '';
  private richVacancy = '';
  private richPlacement = '';

  constructor(
    private readonly system: System,
    private readonly issuer: Issuer,
  ) {
    this.things = new OwnedFixtures(system.url, issuer);
  }

  async lay(): Promise<void> {
    await this.things.make();
    const { own } = this.things.organisations;
    this.ids.set('organisations', own);
    const group = { name: 'Grupp två', members: [own] };
    this.ids.set('groups', await this.make('administrator', '/v1/portal/groups', group));
    await this.layRichMatch();
    await this.layErasure();
    await this.layExport();
    await this.layDeadLetters();
    await this.layJobs();
  }

  /** A job of each kind that is over, and in each service one that somebody else does and that can be cancelled. */
  private async layJobs(): Promise<void> {
    const started: Readonly<Record<'vacancies' | 'matching', readonly [Role, string, unknown][]>> = {
      vacancies: [['officer', '/v1/vacancies/import', { id: 'no ad' }]],
      matching: [
        ['administrator', '/v1/matching/tick', undefined],
        ['administrator', '/v1/matching/projection/hash', undefined],
        ['administrator', '/v1/matching/models/comparison', { with: '1' }],
        ['administrator', '/v1/matching/projection/rebuild', undefined],
      ],
    };
    for (const [service, asked] of Object.entries(started)) {
      const jobs: string[] = [];
      for (const [role, path, content] of asked) {
        const { body } = await this.call(role, 'POST', path, content);
        const { id } = body as { id: string };
        await whenDone(async () => {
          const { body: job } = await this.call(role, 'GET', `/v1/${service}/jobs/${id}`);
          return job as { state: string; result: unknown };
        });
        jobs.push(id);
      }
      const running = randomUUID();
      await rows(
        databaseUrlOf(this.system.database(), `lotsen_${service}`),
        `INSERT INTO job (id, kind, subject, input, state, lease_until)
         SELECT $1, kind, subject, input, 'running', now() + interval '1 hour' FROM job WHERE id = $2`,
        [running, jobs[0]],
      );
      this.jobs.set(service, [...jobs, running]);
    }
  }

  /** A person and targets in whose matches every component has a reason. */
  private async layRichMatch(): Promise<void> {
    const facts = {
      home: '2481',
      maxCommuteMinutes: 60,
      drivesToWork: true,
      hours: { least: 50, most: 100 },
      shifts: ['day', 'evening'],
      drivingLicences: ['B'],
      availableFrom: inDays(0),
      languages: [{ language: swedish, level: 'B1' }],
      education: [{ level: '32', field: '723' }],
      experience: [{ occupation, months: 24, lastYear: 2026 }],
      skills: [{ skill, outcome: 'employment' }],
      wantedOccupations: [occupation],
    };
    this.richPerson = await this.make('officer', '/v1/candidates', aPerson(facts));
    const asked = {
      hours: { least: 75, most: 100 },
      shifts: ['day'],
      requirements: [
        { kind: 'skill', must: true, skill },
        { kind: 'experience', must: true, occupation },
        { kind: 'language', must: true, language: swedish, level: 'B2' },
        { kind: 'education', must: false, level: '3', field: '72' },
        { kind: 'driving-licence', must: true, code: 'B' },
        { kind: 'driving-licence', must: true, code: 'C' },
        { kind: 'car', must: true },
      ],
    };
    const start = inDays(1);
    this.richVacancy = await this.make('employer', '/v1/vacancies', aVacancy({ ...asked, start }));
    this.richPlacement = await this.make('employer', '/v1/placements', aPlacement({ ...asked, capacity: 5 }));
    const outcome = {
      candidate: this.richPerson,
      profile: this.things.of('profile', 'own').id,
      result: 'certificate',
      units: [{ unit: 'U', extent: 'full' }],
      assessedOn: inDays(0),
    };
    await eventually(async () => {
      await this.make('officer', `/v1/candidates/${this.richPerson}/share`, { with: this.things.organisations.own });
    });
    await eventually(async () => {
      await this.make('learning-centre', '/v1/validations/outcomes', { ...outcome, candidate: this.richPerson });
    });
    await eventually(async () => {
      const path = `/v1/matching/candidates/${this.richPerson}/targets/${this.richVacancy}`;
      const told = JSON.stringify((await this.call('officer', 'GET', path)).body);
      if (!told.includes('"from":"validation"')) throw new Error('the outcome is not in the explanation yet');
    });
  }

  private async layErasure(): Promise<void> {
    const person = await this.make('officer', '/v1/candidates', aPerson({}));
    await this.call('officer', 'DELETE', `/v1/candidates/${person}`);
    this.ids.set('erasures', person);
    await eventually(async () => {
      const { body } = await this.call('administrator', 'GET', `/v1/candidates/erasures/${person}`);
      if ((body as { missing?: unknown[] }).missing?.length !== 0) throw new Error('the erasure is not complete yet');
    });
  }

  /** A person for whom no organisation answers, whose export one administrator asks for and another approves. */
  private async layExport(): Promise<void> {
    const { body } = await this.call('learning-centre', 'POST', '/v1/candidates/resolve', { personnummer: number });
    this.unregistered = (body as { candidate: string }).candidate;
    const path = '/v1/candidates/exports';
    const id = await this.make('administrator', path, { candidate: this.unregistered }, 'asks');
    await this.call('administrator', 'POST', `${path}/${id}/approve`, {}, 'approves');
    this.ids.set('exports', id);
  }

  /** Every service reads the organisations, so an unreadable record becomes a dead letter in each of them. */
  private async layDeadLetters(): Promise<void> {
    const topic = topics.organisation;
    const example = storedExamples().find((one) => one.topic === topic);
    const state = { ...(example?.state as { id: string; version: number }), id: randomUUID() };
    const { headers, value } = encodeState(topic, state, new Date().toISOString());
    const log = new EmbeddedLogTransport(databaseUrlOf(this.system.database(), 'lotsen_log'));
    await log.connect();
    for (const key of [state.id, randomUUID()]) {
      await log.publish([{ topic: topic.name, key, value: Buffer.from('{ broken'), headers }]);
    }
    await log.close();
    for (const service of serviceNames) {
      const database = databaseUrlOf(this.system.database(), `lotsen_${service}`);
      await eventually(async () => {
        const letters = await rows<{ id: string; key: string }>(database, 'SELECT id, key FROM dead_letter');
        if (letters.length < 2) throw new Error(`${service} has not read them yet`);
        this.letters.set(service, letters.find(({ key }) => key === state.id)?.id as string);
      });
      // Makes one record readable, as if the code had been fixed.
      await rows(database, 'UPDATE dead_letter SET value = $1 WHERE key = $2', [value, state.id]);
    }
  }

  /** The requests with which a role gets an answer from a route, in the order in which they can be sent. */
  ask(route: { readonly method: string; readonly path: string }, role: Role): Asked[] {
    const { method, path } = route;
    const kind = kindOf(route);
    const exports = role === 'administrator' && path.endsWith('/export');
    const collection = /\/([\w-]+)\/\{id\}/u.exec(path)?.[1] ?? '';
    const letter = this.letters.get(path.split('/')[3] as ServiceName);
    const jobs = path.includes('/jobs/') ? this.jobs.get(path.split('/')[2] as string) : undefined;
    const ids = jobs
      ? jobs.slice(method === 'POST' ? -1 : 0)
      : exports
        ? [this.unregistered]
        : collection === 'dead-letters'
          ? [letter as string]
          : this.ids.has(collection)
            ? [this.ids.get(collection) as string]
            : this.alike(kind, path);
    const targets = role === 'coordinator' ? [this.richPlacement] : [this.richVacancy, this.richPlacement];
    return ids.flatMap((id) =>
      (path.includes('{target}') ? targets : ['']).map((target) => ({
        path: path.replace('{id}', id).replace('{target}', target),
        content: method === 'POST' ? this.contentFor(route, role, id) : undefined,
        subject: exports ? 'asks' : undefined,
      })),
    );
  }

  /** The ids of the things to ask for: the one with more to it, where there is one; of persons, also the plain one. */
  private alike(kind: ReturnType<typeof kindOf>, path: string): string[] {
    const { id } = this.things.of(kind, 'own');
    if (kind === 'person') return [this.richPerson, id];
    if (kind === 'vacancy' || path.startsWith('/v1/matching/vacancies/')) return [this.richVacancy];
    if (path.startsWith('/v1/matching/placements/')) return [this.richPlacement];
    return [id];
  }

  private contentFor(route: { readonly method: string; readonly path: string }, role: Role, id: string): unknown {
    const { path } = route;
    const outcome = {
      profile: this.things.of('profile', 'own').id,
      result: 'certificate',
      units: [{ unit: 'U', extent: 'full' }],
      assessedOn: inDays(0),
    };
    if (path.endsWith('/resolve-list')) return { numbers: [number, 'x'] };
    if (path.endsWith('/models/comparison')) return { with: '1', limit: 3 };
    if (path.endsWith('/search')) return { name: 'Testperson' };
    if (path.endsWith('/candidates/import')) return { people: [aPerson({}), {}] };
    if (path === '/v1/portal/outcomes/list') {
      return { outcomes: [{ ...outcome, personnummer: number }, { personnummer: 'x' }, { personnummer: number }] };
    }
    if (path.endsWith('/outcomes/list')) return { outcomes: [{ ...outcome, candidate: this.richPerson }, {}] };
    if (path.endsWith('/shortage/import')) return { rows: [anAssessment, {}] };
    if (path.endsWith('/what-if')) {
      const changes = [{ kind: 'driving-licence', of: 'C' }];
      return { candidate: this.richPerson, target: this.richVacancy, changes };
    }
    return contentOf(route, role, { id, candidate: this.richPerson }, this.things);
  }

  /** The queries of the streams: a person's vacancies, and the candidates of each kind of target. */
  streams(): string[] {
    const { richPerson, richVacancy, richPlacement } = this;
    return [`candidate=${richPerson}`, `vacancy=${richVacancy}`, `placement=${richPlacement}`];
  }

  async call(role: Role, method: string, path: string, content?: unknown, subject?: string) {
    const isLines = path.endsWith('/v1/vacancies/import');
    const response = await fetch(`${this.system.url}${path}`, {
      method,
      headers: {
        ...(await this.headers(role, subject)),
        'if-match': '"1"',
        ...(content === undefined ? {} : { 'content-type': isLines ? 'application/x-ndjson' : 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, text, body: parsed(text) };
  }

  async headers(role: Role, subject?: string) {
    const { own } = this.things.organisations;
    return {
      authorization: `Bearer ${await this.issuer.token(role, own, subject)}`,
      'lotsen-purpose': 'oversight',
      'accept-language': 'en',
    };
  }

  private async make(role: Role, path: string, content: object, subject?: string): Promise<string> {
    const { status, text, body } = await this.call(role, 'POST', path, content, subject);
    if (status >= 300) throw new Error(`${role} POST ${path}: ${status} ${text}`);
    return (body as { id: string }).id;
  }
}

const anAssessment = {
  yb_concept_id: 'test_abc_123',
  yb_yrke: 'Undersköterskor',
  lan: '24',
  ssyk: '5321',
  rekryteringssituation: 'brist',
  omgang: '2026-1',
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
