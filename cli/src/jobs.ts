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
 * @param told is told each time how far it is
 */
export async function untilOver<J extends Job>(
  started: J,
  ask: (id: string) => Promise<J>,
  language: Language,
  told: (job: J) => void = () => undefined,
): Promise<J> {
  const interrupted = () => {
    console.error(goesOn(started.id)[language]);
    process.exit(exitCodes.interrupted);
  };
  process.once('SIGINT', interrupted);
  try {
    let job = started;
    let answeredAt = performance.now();
    for (let pause = firstPauseMs; job.endedAt === null; pause = Math.min(longestPauseMs, pause * 1.5)) {
      told(job);
      await sleep(pause);
      try {
        job = await ask(job.id);
        answeredAt = performance.now();
      } catch (error) {
        const isAway = error instanceof CommandFailed && error.exitCode === exitCodes.failed;
        if (!isAway || performance.now() - answeredAt > mostAwayMs) throw error;
      }
    }
    told(job);
    return job;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/**
 * The result of a job of matching, when it is over.
 * @throws CommandFailed where it failed or was cancelled
 */
export async function resultOf<R extends Result>(
  started: Schemas['MatchingJob'],
  api: Api,
  language: Language,
  told?: (job: Schemas['MatchingJob']) => void,
): Promise<R> {
  const ask = (id: string) => answerOf(api.GET('/v1/matching/jobs/{id}', { params: { path: { id } } }));
  const job = await untilOver(started, ask, language, told);
  if (job.state === 'done') return job.result as R;
  throw new CommandFailed(whyNot(job)[language]);
}

/** Shows on the terminal how far a job is. @param what what its steps are */
export async function withBar<T>(
  what: string,
  json: boolean,
  work: (told: (job: Job) => void) => Promise<T>,
): Promise<T> {
  let bar: Progress | undefined;
  try {
    return await work(({ done, of }) => {
      if (of) bar ??= progress(of, what, json);
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

const goesOn = (id: string): Record<Language, string> => ({
  sv: `\nJobbet går vidare. Följ det med \`npx lotsen job show ${id}\`, eller avbryt det med \`npx lotsen job cancel ${id}\`.`,
  en: `\nThe job goes on. Follow it with \`npx lotsen job show ${id}\`, or cancel it with \`npx lotsen job cancel ${id}\`.`,
});
