import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoActors, type Role } from '@lotsen/access';
import { answerOf, createApi, type PathsOf, type Schemas } from '@lotsen/api/client';
import { type Settings, tokenSettings } from '@lotsen/platform';
import { Generator } from '@lotsen/platform/generator';
import {
  demoValidationProfiles,
  loadReference,
  type Municipality,
  type Reference,
  type ShortageAssessment,
} from '@lotsen/reference';
import { demoToken } from '../demo-token.js';

const counties = ['25', '24', '22'];
const sizes = { people: 500, vacancies: 300, placements: 60, outcomes: 80, offers: 30 };
const atOnce = 8;
/** One hour less than the 24 hours for which the services remember an Idempotency-Key. */
const keysAreRemembered = 23 * 3_600_000;

type DemoProfile = Schemas['Change'] & { readonly content: ReturnType<typeof demoValidationProfiles>[number] };

/**
 * Fills an empty Lotsen, once. A mark file in the data folder holds the start time until the fill is done. The next
 * start resumes an interrupted fill: it sends the same requests with the same Idempotency-Keys, for as long as the
 * services remember those.
 */
export async function seedOnce(
  settings: Settings,
  report: (words: string) => void,
): Promise<'filled' | 'there' | 'incomplete'> {
  const mark = join(settings.dataFolder, 'demo-data');
  const state = existsSync(mark) ? readFileSync(mark, 'utf8') : 'none';
  if (state === 'done' || (state === 'none' && !(await isEmpty(settings)))) return 'there';
  const begun = state === 'none' ? new Date() : new Date(state);
  if (!(Date.now() - begun.getTime() < keysAreRemembered)) {
    report(`incomplete, for a start was interrupted; delete all data to begin anew (${settings.dataFolder})`);
    return 'incomplete';
  }
  writeFileSync(mark, begun.toISOString());
  await seedDemoData(settings, begun, report);
  writeFileSync(mark, 'done');
  return 'filled';
}

async function isEmpty(settings: Settings): Promise<boolean> {
  const as = await demoCallers(settings);
  const { api } = as('officer');
  const one = { params: { query: { limit: 1 } } };
  const people = await answerOf(api.GET('/v1/candidates', one));
  const vacancies = await answerOf(api.GET('/v1/vacancies', one));
  return people.items.length === 0 && vacancies.items.length === 0;
}

/** Fills an empty Lotsen through its public API, as the demo users. Every row is marked as demo. */
async function seedDemoData(settings: Settings, begun: Date, report: (words: string) => void): Promise<void> {
  const reference = loadReference(settings.referenceFolder);
  const as = await demoCallers(settings);
  const random = new Generator(20_261_101);
  const field = shortageField(reference, begun);

  for (const organisation of demoOrganisations) {
    await as('administrator').create('/v1/portal/organisations', { ...organisation, demo: true });
  }
  const group = await as('administrator').create('/v1/portal/groups', {
    name: 'Demo: samverkan i inlandet',
    members: demoOrganisations.map(({ id }) => id),
    demo: true,
  });
  report(`${demoOrganisations.length} organisations`);
  const profiles: DemoProfile[] = [];
  for (const content of demoValidationProfiles()) {
    const published = await as('learning-centre').create('/v1/validations/profiles', {
      ...content,
      demo: true,
    });
    profiles.push({ ...published, content });
  }
  report(`${sizes.offers} validation offers`);
  const offers = Array.from({ length: sizes.offers }, (_, at) => offer(at, profiles, random, field));
  await inParallel(offers, (body) => as('learning-centre').create('/v1/validations/offers', body));
  report(`${sizes.vacancies} vacancies`);
  const vacancies = Array.from({ length: sizes.vacancies }, (_, at) => vacancy(at + 1, field, random, reference));
  await inParallel(vacancies, (body) => as('employer').create('/v1/vacancies', body));
  report(`${sizes.placements} placements`);
  const placements = Array.from({ length: sizes.placements }, (_, at) => placement(at + 1, field, random, reference));
  await inParallel(placements, (body) => as('coordinator').create('/v1/placements', body));
  report(`${sizes.people} people`);
  const people = Array.from({ length: sizes.people }, (_, at) => person(at + 1, field, random, reference));
  const registered = await inParallel(people, (body) => as('officer').create('/v1/candidates', body));
  report(`${sizes.outcomes} validation outcomes`);
  // The officer shares the persons whom the learning centre validates with its group.
  const validated = random.some(registered, sizes.outcomes);
  await inParallel(validated, ({ id, version }) =>
    answerOf(
      as('officer').api.POST('/v1/candidates/{id}/share', {
        params: { path: { id }, header: { 'If-Match': `"${version}"` } },
        body: { with: group.id },
      }),
    ),
  );
  const outcomes = validated.map(({ id }) => {
    const { id: profile, content } = random.pick(profiles);
    const units = random.some(content.units, random.between(1, content.units.length));
    const isKomvux = content.process === 'komvux';
    const result = random.pick(
      isKomvux ? ['grade', 'certificate', 'certificate'] : ['certificate', 'trade-certificate'],
    );
    // The trade association (branschen) issues trade certificates; the learning centre only registers them.
    const document = result === 'trade-certificate' ? { document: { issuer: 'Demo: branschen' } } : {};
    return {
      candidate: id,
      profile,
      result,
      units: units.map(({ unit }) => ({
        unit,
        extent: result !== 'certificate' || random.chance(0.7) ? 'full' : 'part',
      })),
      assessedOn: day(begun, 0),
      ...document,
    };
  });
  await inParallel(outcomes, (body) => as('learning-centre').create('/v1/validations/outcomes', body));
  await answerOf(as('administrator').api.POST('/v1/matching/tick'));
}

const demoOrganisations = [
  { id: demoActors.officer.organisation, name: 'Demo: arbetsmarknadsenheten', kinds: ['municipality'] },
  { id: demoActors.employer.organisation, name: 'Demo: arbetsgivaren', kinds: ['employer'] },
  {
    id: demoActors['learning-centre'].organisation,
    name: 'Demo: lärcentrum',
    kinds: ['learning-centre', 'school'],
    setsGrades: true,
  },
  { id: demoActors.analyst.organisation, name: 'Demo: regionen', kinds: ['region'] },
  { id: demoActors.administrator.organisation, name: 'Demo: driften', kinds: ['authority'] },
];

/** A validation offer of the demo: where, when and for whom the validation takes place. */
function offer(number: number, profiles: readonly DemoProfile[], random: Generator, field: Field) {
  const { id: profile, content } = profiles[number % profiles.length] as DemoProfile;
  const county = counties[number % counties.length] as string;
  const place = random.pick(field.municipalities.get(county) ?? []);
  const travelling = random.chance(0.2);
  const first = random.between(14, 120);
  return {
    title: `${content.name}, ${place.name}`,
    profile,
    places: [place.code],
    remote: random.chance(0.2),
    travelling,
    ...(travelling ? { fewest: random.between(3, 8) } : {}),
    starts: [day(field.begun, first)],
    weeks: random.between(2, 20),
    seats: random.between(4, 16),
    openTo: random.pick(['home-municipality', 'cooperation-area', 'all', 'all']),
    municipalities: [place.code],
    demo: true,
  };
}

interface Field {
  readonly assessments: readonly ShortageAssessment[];
  readonly municipalities: ReadonlyMap<string, readonly Municipality[]>;
  /** When the fill began. All dates count from it, so that a resumed fill sends the same requests. */
  readonly begun: Date;
}

const day = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** The shortage occupations of the three counties, and their municipalities. */
function shortageField(reference: Reference, begun: Date): Field {
  const short = reference.shortages.filter(
    ({ county, situation }) => counties.includes(county) && situation === 'shortage',
  );
  const inCounty = (county: string) =>
    reference.municipalities().filter((municipality) => municipality.county === county);
  return { assessments: short, municipalities: new Map(counties.map((county) => [county, inCounty(county)])), begun };
}

function occupationIn(assessment: ShortageAssessment, random: Generator, reference: Reference) {
  const ssyk = random.pick(assessment.ssyk);
  const names = reference.occupationsOf(ssyk).filter(({ id }) => !reference.isTraineeName(id));
  return { ssyk, occupation: random.pick(names.length > 0 ? names : reference.occupationsOf(ssyk)) };
}

function vacancy(number: number, field: Field, random: Generator, reference: Reference) {
  const assessment = random.pick(field.assessments);
  const { ssyk, occupation } = occupationIn(assessment, random, reference);
  const place = random.pick(field.municipalities.get(assessment.county) ?? []);
  const partTime = random.chance(0.25);
  return {
    title: `Demo: ${occupation.label}, ${place.name}`,
    employer: { name: `Demoarbetsgivare ${(number % 40) + 1}` },
    occupation: occupation.id,
    place: place.code,
    positions: random.chance(0.8) ? 1 : random.between(2, 6),
    permanent: random.chance(0.8),
    hours: partTime ? { least: 50, most: 80 } : { least: 100, most: 100 },
    requirements: [
      ...random
        .some(skillsOf(reference, ssyk), random.between(0, 3))
        .map((skill) => ({ kind: 'skill', must: random.chance(0.3), skill })),
      ...(random.chance(0.3) ? [{ kind: 'driving-licence', must: true, code: 'B' }] : []),
      ...(random.chance(0.4)
        ? [{ kind: 'language', must: random.chance(0.5), language: 'zSLA_vw2_FXN', level: 'B1' }]
        : []),
    ],
    demo: true,
  };
}

function placement(number: number, field: Field, random: Generator, reference: Reference) {
  const assessment = random.pick(field.assessments);
  const { ssyk, occupation } = occupationIn(assessment, random, reference);
  const place = random.pick(field.municipalities.get(assessment.county) ?? []);
  const start = random.between(14, 90);
  const end = start + random.between(28, 120);
  return {
    kind: random.pick(['apl', 'arbetspraktik', 'sprakpraktik', 'lia']),
    title: `Demo: praktik, ${occupation.label}, ${place.name}`,
    employer: { name: `Demoarbetsplats ${(number % 20) + 1}` },
    occupation: occupation.id,
    place: place.code,
    start: day(field.begun, start),
    end: day(field.begun, end),
    capacity: random.between(1, 4),
    trains: random.some(skillsOf(reference, ssyk), 3),
    languageSupport: random.chance(0.4),
    demo: true,
  };
}

function person(number: number, field: Field, random: Generator, reference: Reference) {
  const assessment = random.pick(field.assessments);
  const { ssyk, occupation } = occupationIn(assessment, random, reference);
  const home = random.pick(field.municipalities.get(assessment.county) ?? []);
  const drives = random.chance(0.7);
  return {
    identity: { name: `Demoperson ${number}` },
    linksEvidence: random.chance(0.9),
    facts: {
      home: home.code,
      ...(random.chance(0.9) ? { maxCommuteMinutes: random.pick([30, 45, 60, 60, 90]) } : {}),
      drivesToWork: drives,
      moveTo: random.chance(0.15) ? random.some(counties, 1) : [],
      acceptsRemote: random.chance(0.2),
      ...(random.chance(0.8) ? { availableFrom: '2026-01-01' } : {}),
      ...(random.chance(0.8) ? { hours: { least: random.pick([25, 50, 75]), most: 100 } } : {}),
      drivingLicences: drives ? ['B'] : [],
      languages: random.chance(0.9)
        ? [{ language: 'zSLA_vw2_FXN', level: random.pick(['A2', 'B1', 'B2', 'C1', 'C2']) }]
        : [],
      experience: random.chance(0.85)
        ? [{ occupation: occupation.id, months: random.between(3, 120), lastYear: random.between(2014, 2026) }]
        : [],
      skills: random.some(skillsOf(reference, ssyk), random.between(0, 5)).map((skill) => ({
        skill,
        outcome: random.chance(0.5) ? 'employment' : 'self-declared',
      })),
      licences: reference
        .licencesRequiredIn(occupation.id, ssyk, true)
        .filter(() => random.chance(0.6))
        .map(({ id }) => ({ licence: id })),
      wantedOccupations: random.chance(0.6) ? [occupation.id] : [],
    },
  };
}

/** The skills of an occupation, without its licences: those are a separate fact of a candidate. */
const skillsOf = (reference: Reference, ssyk: string) =>
  reference.skillsOf(ssyk).filter((skill) => !reference.licence(skill));

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length) as R[];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** An API client for each role, signed in as its demo user by client credentials. */
async function demoCallers(settings: Settings) {
  const tokens = new Map<Role, string>();
  for (const role of ['officer', 'employer', 'learning-centre', 'coordinator', 'administrator'] as const) {
    tokens.set(role, await demoToken(role, tokenSettings(settings)));
  }
  const created = new Map<string, number>();
  return (role: Role) => {
    const api = createApi({
      baseUrl: settings.serviceUrls.portal,
      headers: { authorization: `Bearer ${tokens.get(role)}`, 'accept-language': 'en' },
    });
    api.use({
      onResponse: async ({ response, schemaPath }) => {
        if (!response.ok) throw new Error(`The demo data was refused (${schemaPath}): ${await response.text()}`);
      },
    });
    return {
      api,
      /** The nth creation at a path always has the same key, so that a resumed fill creates nothing twice. */
      create: (path: PathsOf<'post'>, body: object) => {
        const number = (created.get(path) ?? 0) + 1;
        created.set(path, number);
        // The bodies are of many kinds and drawn at random, so the service checks them, not the compiler.
        const init = { body, params: { header: { 'Idempotency-Key': `demo-data-${number}` } } } as never;
        return answerOf(api.POST(path, init) as Promise<{ data?: Schemas['Change']; response: Response }>);
      },
    };
  };
}
