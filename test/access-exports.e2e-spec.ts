import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@lotsen/access';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { eventually } from '@lotsen/testing/eventually';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { rows } from '@lotsen/testing/leaks';
import { testNumbers } from '@lotsen/testing/numbers';
import { startPatience } from '@lotsen/testing/processes';
import { closedRoutesOf } from '@lotsen/testing/routes';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { aPerson, aPlacement, type Changed, inDays } from '@lotsen/testing/test-system';

interface As {
  readonly role: Role;
  readonly organisation: string;
  readonly subject: string;
}
interface Export {
  readonly services: Record<string, Record<string, Record<string, unknown>[]> | null>;
  readonly byHand: readonly string[];
  readonly note: string | null;
}
interface Read {
  readonly subject: string;
  readonly purpose: string;
  readonly route: string;
}

const identityOf = (number: string) => ({
  name: 'Planterad Qzwxp',
  personnummer: number,
  email: 'qzwxp@example.se',
  phone: '070-1740609',
  address: 'Qzwxpgatan 7',
});
const plantedWords = (number: string) => ['qzwxp', number, number.slice(2), '1740609'];

/**
 * Who may export what is held on a person together with the identity: the officer who answers for the person, or two
 * administrators together where nobody does.
 */
describe('what is held on a person', () => {
  let issuer: Issuer;
  let system: System;
  const registry = randomUUID();
  const numbers = testNumbers(20, 4000);
  const administrator = (subject: string, organisation = registry): As => ({
    role: 'administrator',
    organisation,
    subject,
  });
  const [first, second, third] = ['first', 'second', 'third'].map((subject) => administrator(subject)) as [As, As, As];
  const officerOf = (organisation: string): As => ({ role: 'officer', organisation, subject: 'officer' });

  beforeAll(async () => {
    issuer = await startIssuer();
    system = await systemOnEmbeddedLog(issuer.env);
    await system.start();
  }, startPatience);

  afterAll(async () => {
    await system.stop();
    issuer.stop();
  }, 60_000);

  async function call<T = Record<string, unknown>>(as: As, method: string, path: string, body?: object, version = 1) {
    const response = await fetch(`${system.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token(as.role, as.organisation, as.subject)}`,
        'content-type': 'application/json',
        'accept-language': 'en',
        'if-match': `"${version}"`,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) as T & { code?: string } };
  }
  async function done<T = Changed>(as: As, method: string, path: string, body?: object, version = 1): Promise<T> {
    const answer = await call<T>(as, method, path, body, version);
    if (answer.status >= 300) throw new Error(`${as.role} ${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  /** Registers an organisation. */
  async function anOrganisation(): Promise<string> {
    const id = randomUUID();
    const kinds = ['municipality', 'employer', 'learning-centre'];
    await done(first, 'POST', '/v1/portal/organisations', { id, name: `Test: ${id.slice(0, 8)}`, kinds });
    return id;
  }
  async function aPersonOf(organisation: string, number = numbers.pop() as string, more: object = {}) {
    const person = { ...aPerson({ home: '2481' }, more), identity: identityOf(number) };
    return (await done(officerOf(organisation), 'POST', '/v1/candidates', person)).id;
  }
  /** Closes an organisation, and waits until `candidates` has consumed that: its officer then acts for none. */
  async function close(organisation: string, version = 1): Promise<void> {
    await done(first, 'POST', `/v1/portal/organisations/${organisation}/close`, {}, version);
    await eventually(async () => {
      const { items } = await done<{ items: unknown[] }>(officerOf(organisation), 'GET', '/v1/candidates');
      expect(items).toEqual([]);
    });
  }
  async function aPersonOfNobody(): Promise<string> {
    const organisation = await anOrganisation();
    const person = await aPersonOf(organisation);
    await close(organisation);
    return person;
  }

  const asked = async (as: As, candidate: string) =>
    (await done(as, 'POST', '/v1/candidates/exports', { candidate })).id;
  const decide = (as: As, verb: 'approve' | 'refuse', request: string, version = 1) =>
    call(as, 'POST', `/v1/candidates/exports/${request}/${verb}`, {}, version);
  const ways = ['/v1/candidates/ID/export', '/v1/portal/persons/ID/export'];
  /** The status and code of an export, which must be the same from the service itself and from the portal. */
  async function exported(as: As, person: string): Promise<string> {
    const answers = [];
    for (const way of ways) answers.push(await call(as, 'GET', way.replace('ID', person)));
    const [own, portal] = answers.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim());
    expect(portal).toBe(own);
    return own as string;
  }
  const readsOf = async (person: string) =>
    (await done<{ items: Read[] }>(first, 'GET', `/v1/candidates/${person}/reads`)).items;

  it('tells an administrator nobody’s name, number or contact, whatever route they call', async () => {
    const organisation = await anOrganisation();
    const number = numbers.pop() as string;
    const person = await aPersonOf(organisation, number);
    const hidden = await aPersonOf(organisation, undefined, { protectedIdentity: true });
    const placement = await done({ ...first, role: 'employer', organisation }, 'POST', '/v1/placements', aPlacement());
    const booking = { candidate: person, placement: placement.id, personSaidYes: { how: 'oral', day: inDays(0) } };
    let booked: Changed | undefined;
    await eventually(async () => {
      booked = await done(officerOf(organisation), 'POST', '/v1/placements/bookings', booking);
    });
    const open = (await closedRoutesOf(system.url)).flatMap(({ method, path, opened }) =>
      method === 'GET' && opened.administrator ? [path] : [],
    );
    const ids = [person, hidden, booked?.id as string, await aPersonOfNobody()];
    const asks = open.flatMap((path) => (path.includes('{') ? ids.map((id) => path.replace(/\{\w+\}/u, id)) : [path]));
    expect(asks.length).toBeGreaterThan(80);
    const leaks: string[] = [];
    for (const path of asks) {
      const { text } = await call(first, 'GET', path);
      leaks.push(
        ...plantedWords(number)
          .filter((word) => text.toLowerCase().includes(word))
          .map((word) => `${path}: ${word}`),
      );
    }
    expect(leaks).toEqual([]);
    // The administrator still gets what is held.
    const held = await done<Record<string, unknown[]>>(first, 'GET', `/v1/operations/placements/held/${person}`);
    expect(held.bookings).toHaveLength(1);
  });

  it('gives the officer who answers all of it, and the look is kept', async () => {
    const organisation = await anOrganisation();
    const person = await aPersonOf(organisation);
    const officer = officerOf(organisation);
    await eventually(async () => {
      const { services, byHand, note } = await done<Export>(officer, 'GET', `/v1/portal/persons/${person}/export`);
      expect(services.candidates?.identity).toMatchObject([{ name: 'Planterad Qzwxp', phone: '070-1740609' }]);
      expect(services.candidates?.profile).toMatchObject([{ id: person }]);
      expect(services.matching?.facts).toMatchObject([{ state: { id: person } }]);
      expect([Object.keys(services), byHand, note]).toEqual([
        ['candidates', 'validations', 'placements', 'matching'],
        [],
        null,
      ]);
    });
    const look = { subject: 'officer', purpose: 'oversight', route: 'GET /v1/candidates/:id/export' };
    expect(await readsOf(person)).toContainEqual(expect.objectContaining(look));
  });

  it('gives it to no other officer, not even to one with whom the person is shared', async () => {
    const [organisation, sharedWith, foreign] = [
      await anOrganisation(),
      await anOrganisation(),
      await anOrganisation(),
    ];
    const person = await aPersonOf(organisation);
    await eventually(async () => {
      await done(officerOf(organisation), 'POST', `/v1/candidates/${person}/share`, { with: sharedWith });
    });
    await eventually(async () => {
      for (const service of ['candidates', 'validations', 'placements', 'matching']) {
        await done(officerOf(organisation), 'GET', `/v1/operations/${service}/held/${person}`);
      }
    });
    expect(await exported(officerOf(sharedWith), person)).toBe('403 not-yours');
    expect(await exported(officerOf(foreign), person)).toBe('404 not-found');
    expect(await exported(officerOf(foreign), randomUUID())).toBe('404 not-found');
    for (const service of ['candidates', 'validations', 'vacancies', 'placements', 'matching', 'portal']) {
      for (const other of [sharedWith, foreign]) {
        const [theirs, unknown] = [person, randomUUID()].map((id) => `/v1/operations/${service}/held/${id}`);
        const answers = [
          await call(officerOf(other), 'GET', theirs as string),
          await call(officerOf(other), 'GET', unknown as string),
        ];
        expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([404, 'not-found']));
        expect(answers[0]?.body).toEqual(answers[1]?.body);
      }
    }
  });

  it('names the parts that are given by hand: of a protected person no other service knows whose they are', async () => {
    const organisation = await anOrganisation();
    const person = await aPersonOf(organisation, undefined, { protectedIdentity: true });
    const { services, byHand, note } = await done<Export>(
      officerOf(organisation),
      'GET',
      `/v1/portal/persons/${person}/export`,
    );
    expect(services.candidates?.identity).toHaveLength(1);
    expect([services.validations, services.placements, services.matching]).toEqual([null, null, null]);
    expect(byHand).toEqual(['validations', 'placements', 'matching']);
    expect(note).toContain('administrator');
    await done(first, 'GET', `/v1/operations/validations/held/${person}`);
  });

  it('gives an administrator nothing while somebody answers for the person, whoever approved', async () => {
    const organisation = await anOrganisation();
    const person = await aPersonOf(organisation);
    expect(await exported(first, person)).toBe('409 somebody-answers');
    await eventually(async () => {
      const refused = await call(first, 'POST', '/v1/candidates/exports', { candidate: person });
      expect([refused.status, refused.body.code]).toEqual([409, 'somebody-answers']);
      expect(refused.text).toContain(`Test: ${organisation.slice(0, 8)}`);
    });

    // An approval from when nobody answered for the person is no longer valid once an organisation does.
    await close(organisation);
    await decide(second, 'approve', await asked(first, person));
    expect(await exported(first, person)).toBe('200');
    await done(first, 'POST', `/v1/portal/organisations/${organisation}/reopen`, {}, 2);
    await eventually(async () => expect(await exported(first, person)).toBe('409 somebody-answers'));
  });

  it('takes an organisation of which it has not heard for one that answers', async () => {
    const person = await aPersonOf(randomUUID());
    expect(await exported(first, person)).toBe('409 somebody-answers');
  });

  it('gives one administrator alone nothing, in whatever order they ask and approve', async () => {
    const [person, other] = [await aPersonOfNobody(), await aPersonOfNobody()];
    expect(await exported(first, person)).toBe('403 approval-required');
    const request = await asked(first, person);
    expect(await exported(first, person)).toBe('403 approval-required');
    for (const self of [first, administrator(first.subject, randomUUID())]) {
      const approved = await decide(self, 'approve', request);
      expect([approved.status, approved.body.code]).toEqual([409, 'both-sides']);
    }
    // None of these is enough: one's own approval of another's request, another's approval for another person,
    // another's approval of a third one's request.
    expect((await decide(first, 'approve', await asked(second, person))).status).toBe(200);
    expect((await decide(second, 'approve', await asked(first, other))).status).toBe(200);
    expect((await decide(second, 'approve', await asked(third, person))).status).toBe(200);
    expect(await exported(first, person)).toBe('403 approval-required');
    expect(await exported(third, other)).toBe('403 approval-required');

    expect((await decide(third, 'refuse', request)).status).toBe(200);
    expect((await decide(second, 'approve', request, 2)).body.code).toBe('access-export-refused');
    expect(await exported(first, person)).toBe('403 approval-required');
  });

  it('gives it to the administrator who asked, for a day, once another has approved, and keeps the look', async () => {
    const person = await aPersonOfNobody();
    const request = await asked(first, person);
    expect((await decide(second, 'approve', request)).status).toBe(200);
    const { services, byHand } = await done<Export>(first, 'GET', `/v1/portal/persons/${person}/export`);
    expect(services.candidates?.identity).toMatchObject([{ name: 'Planterad Qzwxp' }]);
    expect(services.candidates?.accessExports).toMatchObject([{ requestedBy: 'first', approvedBy: 'second' }]);
    expect(byHand).toEqual([]);
    const looks = (await readsOf(person)).filter(({ route }) => route === 'GET /v1/candidates/:id/export');
    expect(looks).toMatchObject([{ subject: 'first', purpose: 'oversight' }]);
    for (const another of [second, third]) expect(await exported(another, person)).toBe('403 approval-required');

    await rows(
      databaseUrlOf(system.database(), 'lotsen_candidates'),
      `UPDATE access_export SET state = jsonb_set(state, '{reached,approved}', to_jsonb($2::text)) WHERE id = $1`,
      [request, new Date(Date.now() - 24 * 3_600_000).toISOString()],
    );
    expect(await exported(first, person)).toBe('403 approval-required');
  });

  it('holds no longer when the approval is taken back', async () => {
    const person = await aPersonOfNobody();
    const request = await asked(first, person);
    await decide(second, 'approve', request);
    expect(await exported(first, person)).toBe('200');
    expect((await decide(second, 'refuse', request, 2)).status).toBe(200);
    expect(await exported(first, person)).toBe('403 approval-required');
  });

  it('goes the same way for whoever was never registered, and is known by a number that was resolved', async () => {
    const school: As = { role: 'learning-centre', organisation: await anOrganisation(), subject: 'school' };
    const personnummer = numbers.pop() as string;
    const { candidate } = await done<{ candidate: string }>(school, 'POST', '/v1/candidates/resolve', { personnummer });
    expect(await exported(first, candidate)).toBe('403 approval-required');
    await decide(second, 'approve', await asked(first, candidate));
    const { services } = await done<Export>(first, 'GET', `/v1/portal/persons/${candidate}/export`);
    expect(services.candidates?.identity).toEqual([{ number: personnummer }]);
    expect(services.candidates?.resolutions).toMatchObject([{ organisations: [school.organisation] }]);
  });

  it('ends with the person: an erasure takes requests and approvals away, and nobody is exported', async () => {
    const person = await aPersonOfNobody();
    const request = await asked(first, person);
    await decide(second, 'approve', request);
    await done(first, 'DELETE', `/v1/candidates/${person}`);
    expect(await exported(first, person)).toBe('404 not-found');
    expect((await call(first, 'GET', `/v1/candidates/exports/${request}`)).status).toBe(404);
    const again = await call(first, 'POST', '/v1/candidates/exports', { candidate: person });
    const unknown = await call(first, 'POST', '/v1/candidates/exports', { candidate: randomUUID() });
    expect([again.status, again.body.code]).toEqual([404, 'no-such-person']);
    expect(again.body).toEqual(unknown.body);
    expect(await exported(first, randomUUID())).toBe('404 not-found');
  });
});
