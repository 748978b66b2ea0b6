import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoSystem } from './demo-system.js';
import { Story } from './story.js';

export interface MetFiles {
  readonly walk: string;
  /** Paths from the project's root, in alphabetical order. */
  readonly files: readonly string[];
}

interface Ran {
  readonly file: string;
  /** Name and place of a function in its file. */
  readonly at: string;
}

/**
 * The files of both walks. A file is met where one of its functions runs in the walk that runs neither while the system is idle nor
 * for a question about something else: what every request and every tick goes through is left out.
 */
export async function metFiles(): Promise<MetFiles[]> {
  const system = await DemoSystem.start({}, [join(import.meta.dirname, 'coverage.js')]);
  const ran = async (): Promise<Ran[]> => {
    const answer = once(system.process, 'message');
    system.process.send('which functions ran');
    const [functions] = (await answer) as [Ran[]];
    return functions;
  };
  try {
    const story = await Story.begin(system);
    await sleep(5000);
    await ran();
    await story.askElse();
    await sleep(5000);
    const elsewhere = new Set((await ran()).map(keyOf));
    const met = async (walk: string, of: readonly string[], play: () => Promise<void>): Promise<MetFiles> => {
      await ran();
      await play();
      const own = (await ran()).filter((one) => !elsewhere.has(keyOf(one))).map(({ file }) => file);
      const files = new Set(own.filter((file) => of.some((part) => file.startsWith(part))).map(sourceOf));
      return { walk, files: [...files].sort() };
    };
    let vacancy = '';
    const first = await met('one vacancy', ['libs/', 'services/vacancies/', 'services/matching/'], async () => {
      vacancy = await story.postVacancy();
    });
    const second = await met('one outcome', ['libs/', 'services/validations/', 'services/matching/'], async () => {
      const outcome = await story.logOutcome();
      if (!(await story.explanation(vacancy)).includes(outcome)) throw new Error('No line names the outcome.');
    });
    await story.end();
    return [first, second];
  } finally {
    await system.stop();
  }
}

const keyOf = ({ file, at }: Ran) => `${file}#${at}`;
const sourceOf = (file: string) => file.replace('/dist/', '/src/').replace(/\.js$/u, '.ts');
