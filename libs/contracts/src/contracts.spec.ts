import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { allTopics, breachOf, isProtectedGround, newestVersion, storedExamples, topics, upcast } from './index.js';
import * as states from './states.js';

const released = (event: string, version: string): object =>
  JSON.parse(readFileSync(new URL(`../schemas/${event}/v${version}.json`, import.meta.url), 'utf8')) as object;

describe('released schemas', () => {
  const versions = allTopics.flatMap((topic) =>
    Object.entries(topic.versions).map(([version, schema]) => ({ topic, version, schema })),
  );

  it.each(
    versions.map(({ topic, version, schema }) => [`${topic.event} v${version}`, topic.event, version, schema] as const),
  )('%s never changes: what is in the code is what was released', (_name, event, version, schema) => {
    const { $schema: _, ...known } = released(event, version) as { $schema: string };
    expect(JSON.parse(JSON.stringify(schema))).toEqual(known);
  });
});

/** The answers of the HTTP API are made from these: one that stayed at an older version would leave fields out. */
it('the state of an aggregate is the newest version of its event', () => {
  const newest = new Set<unknown>(allTopics.map((topic) => topic.versions[newestVersion(topic)]));
  const older = Object.entries(states).filter(([, schema]) => !newest.has(schema));
  expect(older.map(([name]) => name)).toEqual([]);
});

describe('stored examples', () => {
  const examples = storedExamples();

  it('each has an id of its own among all versions of its topic', () => {
    const ids = examples.map(({ topic, state }) => `${topic.name} ${state.id}`);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(examples.map((example) => [`${example.topic.event} v${example.version} ${example.name}`, example] as const))(
    '%s holds its schema',
    (_name, { topic, version, state }) => {
      expect(breachOf(topic, state, version)).toBeUndefined();
    },
  );

  it('there is one of every status of every released version', () => {
    for (const topic of allTopics) {
      for (const [version, schema] of Object.entries(topic.versions)) {
        const { properties } = schema as unknown as { properties: { status: { enum: string[] } } };
        const shown = examples
          .filter((e) => e.topic === topic && e.version === Number(version))
          .map(({ state }) => state.status);
        expect(new Set(shown)).toEqual(new Set(properties.status.enum));
      }
    }
  });
});

describe('a state of an older version', () => {
  const older = storedExamples().filter(({ topic, version }) => version < newestVersion(topic));

  it.each(older.map((example) => [`${example.topic.event} v${example.version} ${example.name}`, example] as const))(
    '%s is said in the newest one, and keeps what it said',
    (_name, { topic, version, state }) => {
      const newest = upcast(topic, version, state);
      expect(breachOf(topic, newest)).toBeUndefined();
      expect(newest).toMatchObject(state);
    },
  );

  it('there is a step to the next version from each but the newest', () => {
    for (const topic of allTopics) {
      const from = Object.keys(topic.versions).map(Number).slice(0, -1);
      expect(Object.keys(topic.upcasts).map(Number)).toEqual(from);
    }
  });

  it('of the newest version is left as it is', () => {
    const state = { id: 'x' };
    expect(upcast(topics.vacancy, newestVersion(topics.vacancy), state)).toBe(state);
  });
});

describe.each([1, 2])('what version %s of a profile refuses', (version) => {
  const profile = storedExamples().find(
    (e) => e.topic === topics.candidateProfile && e.version === version && e.name === 'active',
  )?.state;
  const { facts } = profile as unknown as { facts: object };

  it('nothing, as it is', () => expect(breachOf(topics.candidateProfile, profile, version)).toBeUndefined());

  it.each(['age', 'sex', 'gender', 'ethnicity', 'religion', 'disability', 'name', 'personnummer', 'email'])(
    'a profile that says %s',
    (field) => {
      const problem = expect.stringContaining(field);
      const beside = { ...profile, [field]: 'x' };
      expect(breachOf(topics.candidateProfile, beside, version)).toMatchObject({ at: '/', problem });
      const inFacts = { ...profile, facts: { ...facts, [field]: 'x' } };
      expect(breachOf(topics.candidateProfile, inFacts, version)).toMatchObject({ at: '/facts', problem });
    },
  );

  it('a version that was never released', () => {
    expect(breachOf(topics.candidateProfile, profile, 99)).toMatchObject({ problem: expect.stringContaining('99') });
  });

  it('never repeats a value, for it may be personal', () => {
    const breach = breachOf(topics.candidateProfile, { ...profile, id: 'Plantperson' }, version);
    expect(breach?.at).toBe('/id');
    expect(JSON.stringify(breach)).not.toContain('Plantperson');
  });
});

describe('protected grounds', () => {
  it.each([
    'sex',
    'Gender',
    'kön',
    'date_of_birth',
    'birthDate',
    'ÅLDER',
    'ethnicity',
    'religion',
    'sexual-orientation',
    'funktionsnedsättning',
  ])('%s stands for one', (name) => expect(isProtectedGround(name)).toBe(true));
  it.each(['home', 'experience', 'education', 'languages', 'package', 'message'])('%s does not', (name) =>
    expect(isProtectedGround(name)).toBe(false),
  );
});
