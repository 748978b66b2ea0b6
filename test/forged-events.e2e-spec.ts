import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@lotsen/access';
import {
  allTopics,
  type Example,
  newestVersion,
  releasableFields,
  storedExamples,
  type Topic,
  topics,
} from '@lotsen/contracts';
import {
  type AggregateState,
  EmbeddedLogTransport,
  EventSigner,
  encodeState,
  type LogRecord,
  type OutgoingRecord,
} from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { serviceNames } from '@lotsen/platform/service-names';
import { eventually } from '@lotsen/testing/eventually';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { testNumbers } from '@lotsen/testing/numbers';
import { startPatience } from '@lotsen/testing/processes';
import { settled } from '@lotsen/testing/settled';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { aVacancy, inDays } from '@lotsen/testing/test-system';

const town = randomUUID();
const employer = randomUUID();
const attacker = randomUUID();

const identityOf = (word: string, first: number) => ({
  name: `Testperson ${word}`,
  personnummer: testNumbers(1, first)[0],
  email: `${word}@example.org`,
  phone: `070 ${word}`,
  address: `${word}gatan 1`,
});
/** Words that are in every field of the identities, and nowhere else. */
const planted = ['Qwxzvit', 'Qwxzgrå'];

/** The attacker can write to the log, and calls the API as employer and as officer of their own organisation. */
describe('ten forged events of each topic', () => {
  let issuer: Issuer;
  let system: System;
  let log: EmbeddedLogTransport;
  let victim: string;
  let bystander: string;
  let vacancy: string;
  let proposal: string;
  let genuine: LogRecord;
  const forgedReleases: string[] = [];

  const call = async (role: Role, organisation: string, method: string, path: string, body?: object, version = 1) => {
    const response = await fetch(`${system.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token(role, organisation)}`,
        'content-type': 'application/json',
        'if-match': `"${version}"`,
        'lotsen-purpose': 'contact',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, text: await response.text() };
  };
  const done = async (...args: Parameters<typeof call>) => {
    const { status, text } = await call(...args);
    if (status >= 300) throw new Error(`${args[0]} ${args[3]}: ${status} ${text}`);
    return JSON.parse(text) as { id: string; items: { code: string; detail: string }[] };
  };
  const untilSettled = () => settled((role, path) => done(role, town, 'GET', path), serviceNames);
  const release = { fields: [...releasableFields], basis: 'osl-10-1', until: inDays(9) };

  beforeAll(async () => {
    issuer = await startIssuer();
    system = await systemOnEmbeddedLog(issuer.env);
    await system.start();
    for (const id of [town, employer, attacker]) {
      const organisation = { id, name: `Test: ${id}`, kinds: ['municipality', 'employer'] };
      await done('administrator', town, 'POST', '/v1/portal/organisations', organisation);
    }
    const register = async (word: string, first: number) => {
      const person = { identity: identityOf(word, first), facts: { home: '2481', maxCommuteMinutes: 60 } };
      return (await done('officer', town, 'POST', '/v1/candidates', person)).id;
    };
    victim = await register(planted[0] as string, 400);
    bystander = await register(planted[1] as string, 401);
    vacancy = (await done('employer', employer, 'POST', '/v1/vacancies', aVacancy({ positions: 9 }))).id;
    proposal = await propose(town, vacancy);
    await eventually(async () => {
      await done('employer', employer, 'GET', `/v1/candidates/releases/${proposal}`);
    });
    log = new EmbeddedLogTransport(databaseUrlOf(system.database(), 'lotsen_log'));
    await log.connect();
    for await (const record of log.read(topics.proposal.name)) genuine = record;
    await forge();
    await untilSettled();
  }, startPatience);

  afterAll(async () => {
    await log?.close();
    await system.stop();
    issuer.stop();
  }, 60_000);

  /** Proposes the victim for a vacancy, as that officer, and releases the victim's name. */
  async function propose(officer: string, target: string): Promise<string> {
    let id = '';
    await eventually(async () => {
      const drafted = { candidate: victim, target: { kind: 'vacancy', id: target } };
      id = (await done('officer', officer, 'POST', '/v1/matching/proposals', drafted)).id;
    });
    const path = `/v1/matching/proposals/${id}`;
    await done('officer', officer, 'POST', `${path}/consent`, { how: 'oral', day: inDays(0) }, 1);
    await done('officer', officer, 'POST', `${path}/send`, { ...release, fields: ['name'] }, 2);
    return id;
  }

  /** A forged state of a topic in favour of the attacker: an example, with the ids of existing things. */
  function stateInFavour({ topic, state }: Example, at: number): AggregateState {
    const real: [RegExp, string][] = [
      [/c0000000-[0-9a-f-]{27}/gu, topic.event === 'erasure-receipt' ? bystander : victim],
      [/f0000000-[0-9a-f-]{27}/gu, vacancy],
      [/40000000-[0-9a-f-]{27}/gu, proposal],
      [/00000000-0000-4000-8000-0{11}[1-3]/gu, attacker],
    ];
    const here = real.reduce((text, [pattern, id]) => text.replace(pattern, id), JSON.stringify(state));
    const changed = { ...(JSON.parse(here) as object), version: 100 + at };
    switch (topic) {
      case topics.proposal:
        return { ...changed, ...proposalInFavour(at) };
      case topics.organisation:
        return { ...changed, id: attacker };
      case topics.organisationGroup:
        return { ...changed, id: randomUUID(), members: [town, employer, attacker] } as AggregateState;
      case topics.resolution:
        return { ...changed, id: victim };
      default:
        return changed as AggregateState;
    }
  }

  /** Forges the proposal that is open, or one that nobody made. */
  function proposalInFavour(at: number) {
    const id = at % 2 === 0 ? proposal : randomUUID();
    forgedReleases.push(id);
    const status = ['sent', 'accepted', 'booked'][at % 3];
    return { id, version: 100 + at, status, officer: town, employer: attacker, release };
  }

  const strangers = new EventSigner(generateKeyPairSync('ed25519').privateKey);
  const forgeries: readonly ((event: OutgoingRecord) => OutgoingRecord)[] = [
    (unsigned) => unsigned,
    (event) => strangers.sign(event),
    (event) => ({ ...event, headers: { ...event.headers, ce_signature: genuine.headers.ce_signature ?? '' } }),
    (event) => ({ ...event, headers: genuine.headers }),
  ];

  async function forge(): Promise<void> {
    const living = 'active resolved published reported posted started open registered sent erased'.split(' ');
    const ofTopic = ({ name }: Topic) =>
      storedExamples().filter(({ topic, version }) => topic.name === name && version === newestVersion(topic));
    for (const topic of allTopics) {
      const status = living.find((one) => ofTopic(topic).some(({ state }) => state.status === one));
      const example = ofTopic(topic).find(({ state }) => state.status === status) as Example;
      for (let at = 0; at < 10; at++) {
        const event = encodeState(topic, stateInFavour(example, at), new Date().toISOString());
        await log.publish([(forgeries[at % forgeries.length] as (typeof forgeries)[0])(event)]);
      }
    }
  }

  it('serve no identity, and a genuine release is served as before', async () => {
    await assertNothingIsServed();
    const { status, text } = await call('employer', employer, 'GET', `/v1/candidates/releases/${proposal}`);
    expect([status, JSON.parse(text)]).toMatchObject([200, { identity: { name: `Testperson ${planted[0]}` } }]);
  });

  it('lie among the dead letters of candidates where they release something, with the reason', async () => {
    const { items } = await done('administrator', town, 'GET', '/v1/operations/candidates/dead-letters');
    const refused = items.filter(({ code }) => code === 'handler-refused');
    expect(refused.length).toBe(10);
    for (const { detail } of refused) expect(detail).toContain('LOTSEN_RELEASE_PUBLIC_KEYS');
  });

  it('make matching sign a proposal of a stranger’s officer, and even that serves nothing', async () => {
    const { id } = await done('employer', attacker, 'POST', '/v1/vacancies', aVacancy());
    const signed = await propose(attacker, id);
    forgedReleases.push(signed);
    await untilSettled();
    await assertNothingIsServed();
  });

  async function assertNothingIsServed(): Promise<void> {
    const paths = [
      ...[proposal, ...forgedReleases].map((id) => `/v1/candidates/releases/${id}`),
      ...[victim, bystander].flatMap((id) => [`/v1/candidates/${id}/identity`, `/v1/candidates/${id}`]),
      '/v1/candidates',
    ];
    for (const path of paths) {
      for (const role of ['employer', 'officer'] as const) {
        const { status, text } = await call(role, attacker, 'GET', path);
        const leaked = planted.filter((word) => text.includes(word));
        expect([role, path, leaked]).toEqual([role, path, []]);
        if (path !== '/v1/candidates') expect([role, path, [403, 404].includes(status)]).toEqual([role, path, true]);
      }
    }
    const found = await call('officer', attacker, 'POST', '/v1/candidates/search', { name: 'Qwxz' });
    for (const word of planted) expect(found.text).not.toContain(word);
  }
});
