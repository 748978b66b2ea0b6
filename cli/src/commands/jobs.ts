import { type Api, answerOf, apiOf, type Connection } from '../client.js';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import type { Job } from '../jobs.js';
import { print, table } from '../output.js';
import { wordsIn } from '../words.js';

/** The services that have jobs, each with its calls. */
const services = {
  vacancies: {
    list: (api: Api) => answerOf(api.GET('/v1/vacancies/jobs')),
    show: (api: Api, id: string) => answerOf(api.GET('/v1/vacancies/jobs/{id}', { params: { path: { id } } })),
    cancel: (api: Api, id: string) =>
      answerOf(api.POST('/v1/vacancies/jobs/{id}/cancel', { params: { path: { id } } })),
  },
  matching: {
    list: (api: Api) => answerOf(api.GET('/v1/matching/jobs')),
    show: (api: Api, id: string) => answerOf(api.GET('/v1/matching/jobs/{id}', { params: { path: { id } } })),
    cancel: (api: Api, id: string) => answerOf(api.POST('/v1/matching/jobs/{id}/cancel', { params: { path: { id } } })),
  },
} as const;

/** Lists the jobs that the caller may see, the newest first. */
export async function listJobs(json: boolean, connection: Connection): Promise<void> {
  const api = apiOf(connection);
  const items: Job[] = [];
  for (const { list } of Object.values(services)) {
    // An officer may not see the jobs of matching.
    const answer = await list(api).catch(unless(exitCodes.notAllowed));
    items.push(...(answer?.items ?? []));
  }
  items.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  print(json, { items }, () => {
    if (items.length === 0) return { sv: 'Inga jobb.', en: 'No jobs.' }[connection.language];
    return table(items.map((job) => rowOf(job, connection)));
  });
}

export async function showJob(id: string, json: boolean, connection: Connection): Promise<void> {
  print(json, await ofAny('show', id, connection), (job: Job) => inWords(job, connection));
}

export async function cancelJob(id: string, json: boolean, connection: Connection): Promise<void> {
  print(json, await ofAny('cancel', id, connection), (job: Job) => inWords(job, connection));
}

/** The id does not name the service: each is asked until one has the job. */
async function ofAny(what: 'show' | 'cancel', id: string, connection: Connection): Promise<Job> {
  const api = apiOf(connection);
  let refused: unknown;
  for (const service of Object.values(services)) {
    const job: Job | undefined = await service.show(api, id).catch((error: unknown) => {
      refused ??= error;
      return unless(exitCodes.notAllowed, exitCodes.refused)(error);
    });
    if (job) return what === 'show' ? job : service.cancel(api, id);
  }
  throw refused;
}

const unless =
  (...codes: readonly number[]) =>
  (error: unknown): undefined => {
    if (!(error instanceof CommandFailed) || !codes.includes(error.exitCode)) throw error;
  };

function rowOf({ id, kind, state, done, total, createdAt }: Job, { language }: Connection): string[] {
  const word = wordsIn(language);
  return [id, word(kind), word(state), total === null ? '' : `${done}/${total}`, createdAt];
}

function inWords(job: Job, connection: Connection): string {
  const detail = job.problem?.detail ?? '';
  const result = job.result ? JSON.stringify(job.result, null, 2) : '';
  return [rowOf(job, connection).filter(Boolean).join('  '), detail, result].filter(Boolean).join('\n');
}
