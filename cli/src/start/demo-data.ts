import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoActors, type Role } from '@lotsen/access';
import { answerOf, createApi, type PathsOf, type Schemas } from '@lotsen/api/client';
import { type Settings, tokenSettings } from '@lotsen/platform';
import { Generator } from '@lotsen/platform/generator';
import { demoValidationProfiles, loadReference } from '@lotsen/reference';
import { demoToken } from '../demo-token.js';
import { whenDone } from '../jobs.js';
import { DemoField } from './demo-field.js';

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
  const field = new DemoField(reference, random, begun);

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
  const offers = Array.from({ length: sizes.offers }, (_, at) => offer(at, profiles, random, field, begun));
  await inParallel(offers, (body) => as('learning-centre').create('/v1/validations/offers', body));
  report(`${sizes.vacancies} vacancies`);
  const vacancies = Array.from({ length: sizes.vacancies }, (_, at) => field.vacancy(at + 1));
  await inParallel(vacancies, (body) => as('employer').create('/v1/vacancies', body));
  report(`${sizes.placements} placements`);
  const placements = Array.from({ length: sizes.placements }, (_, at) => field.placement(at + 1));
  await inParallel(placements, (body) => as('coordinator').create('/v1/placements', body));
  report(`${sizes.people} people`);
  const people = Array.from({ length: sizes.people }, (_, at) => field.person(at + 1));
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
  const { api } = as('administrator');
  await whenDone(await answerOf(api.POST('/v1/matching/tick')), api, 'en');
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
function offer(number: number, profiles: readonly DemoProfile[], random: Generator, field: DemoField, begun: Date) {
  const { id: profile, content } = profiles[number % profiles.length] as DemoProfile;
  const place = field.town();
  const travelling = random.chance(0.2);
  const first = random.between(14, 120);
  return {
    title: `${content.name}, ${place.name}`,
    profile,
    places: [place.code],
    remote: random.chance(0.2),
    travelling,
    ...(travelling ? { fewest: random.between(3, 8) } : {}),
    starts: [day(begun, first)],
    weeks: random.between(2, 20),
    seats: random.between(4, 16),
    openTo: random.pick(['home-municipality', 'cooperation-area', 'all', 'all']),
    municipalities: [place.code],
    demo: true,
  };
}

const day = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

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
