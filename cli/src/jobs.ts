import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, answerOf, type Schemas } from './client.js';
import { CommandFailed, exitCodes } from './exit-codes.js';
import { type Progress, progress } from './output.js';
import type { Language } from './words.js';

export type Job = Schemas['ImportJob'] | Schemas['MatchingJob'];
/** What a job of matching results in. */
type Result = NonNullable<Schemas['MatchingJob']['result']>;

const firstPauseMs = 50;
const longestPauseMs = 1_000;
/** How long a service may be away (a restart) while a job is waited for. */
const mostAwayMs = 60_000;

/**
 * Waits until a job is over. Whoever interrupts the command is told that the job goes on.
 * @param onProgress gets the job each time it was asked for
 */
export async function untilOver<J extends Job>(
  started: J,
  ask: (id: string) => Promise<J>,
  language: Language,
  onProgress: (job: J) => void = () => undefined,
): Promise<J> {
  const interrupted = () => {
    console.error(goesOn(started)[language]);
    process.exit(exitCodes.interrupted);
  };
  process.once('SIGINT', interrupted);
  try {
    let job = started;
    let answeredAt = performance.now();
    for (let pause = firstPauseMs; job.endedAt === null; pause = Math.min(longestPauseMs, pause * 1.5)) {
      onProgress(job);
      await sleep(pause);
      try {
        job = await ask(job.id);
        answeredAt = performance.now();
      } catch (error) {
        const isAway = error instanceof CommandFailed && error.exitCode === exitCodes.failed;
        if (!isAway || performance.now() - answeredAt > mostAwayMs) throw unknownResult(job, error);
      }
    }
    onProgress(job);
    return job;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/**
 * A job of matching, when it is done.
 * @throws CommandFailed where it failed or was cancelled
 */
export async function whenDone<R extends Result>(
  started: Schemas['MatchingJob'],
  api: Api,
  language: Language,
  onProgress?: (job: Schemas['MatchingJob']) => void,
): Promise<{ readonly result: R; readonly seconds: number }> {
  const ask = (id: string) => answerOf(api.GET('/v1/matching/jobs/{id}', { params: { path: { id } } }));
  const job = await untilOver(started, ask, language, onProgress);
  if (job.state !== 'done') throw new CommandFailed(whyNot(job)[language]);
  const seconds = (Date.parse(job.endedAt as string) - Date.parse(job.createdAt)) / 1000;
  return { result: job.result as R, seconds };
}

/** Shows on the terminal how far a job is. @param what what its steps are */
export async function withBar<T>(
  what: string,
  json: boolean,
  work: (onProgress: (job: Job) => void) => Promise<T>,
): Promise<T> {
  let bar: Progress | undefined;
  try {
    return await work(({ done, total }) => {
      if (total) bar ??= progress(total, what, json);
      bar?.at(done);
    });
  } finally {
    bar?.stop();
  }
}

/** Why a job that is over has not done all. */
export const whyNot = ({ problem }: Job): Record<Language, string> => ({
  sv: problem?.detail ?? 'Jobbet avbröts.',
  en: problem?.detail ?? 'The job was cancelled.',
});

/** The job goes on, though its result could not be asked for. */
export class ResultUnknown extends CommandFailed {}

function unknownResult(job: Job, error: unknown): ResultUnknown {
  const said = (language: Language) => (error instanceof CommandFailed ? error.in(language) : (error as Error).message);
  const { sv, en } = goesOn(job);
  return new ResultUnknown(
    { sv: `${said('sv')} Resultatet är okänt.${sv}`, en: `${said('en')} The result is unknown.${en}` },
    error instanceof CommandFailed ? error.exitCode : exitCodes.failed,
  );
}

/** A rebuild cannot be cancelled. */
function goesOn({ id, kind }: Job): Record<Language, string> {
  const follow = `\`npx lotsen job show ${id}\``;
  const cancel = kind === 'rebuild' ? undefined : `\`npx lotsen job cancel ${id}\``;
  return {
    sv: `\nJobbet fortsätter på servern. Följ det med ${follow}${cancel ? `, eller avbryt det med ${cancel}` : ''}.`,
    en: `\nThe job goes on at the server. Follow it with ${follow}${cancel ? `, or cancel it with ${cancel}` : ''}.`,
  };
}
