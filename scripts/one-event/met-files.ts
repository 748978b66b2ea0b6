import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoSystem, root } from './demo-system.js';
import { importsOf } from './imports.js';
import { Story } from './story.js';

/** The files that run in one walk: paths from the project's root, in alphabetical order. */
export interface MetFiles {
  readonly walk: 'one vacancy' | 'one outcome';
  /** Files that import another file of the walk, and so pass the event on. */
  readonly onTheWay: readonly string[];
  /** Files that import no other file of the walk: the others only call them. */
  readonly beside: readonly string[];
}

interface Ran {
  readonly file: string;
  /** Name and offset of a function in its file. */
  readonly at: string;
}

/** Long enough for everything that runs periodically to run once: coverage.ts has it run each second. */
const everyTickMs = 3_000;

/**
 * The files of both walks. A file counts where one of its functions runs in the walk, but neither while the system is
 * idle nor in a request about something else. This leaves out what every request and every tick runs. Each walk is
 * played twice, and only functions that run both times count.
 */
export async function metFiles(): Promise<MetFiles[]> {
  const system = await DemoSystem.start({}, [join(import.meta.dirname, 'coverage.js')]);
  const ran = () => system.ask<Ran[]>('which functions ran');
  try {
    const story = await Story.begin(system);
    // The effects of the beginning must not count as what runs all the time.
    await system.isQuiet();
    await sleep(1000);
    await ran();
    await story.askElse();
    await sleep(everyTickMs);
    const elsewhere = new Set((await ran()).map(keyOf));
    const met = async (
      walk: MetFiles['walk'],
      service: string,
      play: () => Promise<void>,
      takeBack: () => Promise<void> = async () => {},
    ): Promise<MetFiles> => {
      await ran();
      await play();
      const first = await ran();
      await takeBack();
      await system.isQuiet();
      await ran();
      await play();
      // A function that ran only once (a wait on a busy machine, a tick) is not part of the walk.
      const again = new Set((await ran()).map(keyOf));
      const folders = ['libs/', `services/${service}/`, 'services/matching/'];
      const own = first.filter((one) => again.has(keyOf(one)) && !elsewhere.has(keyOf(one))).map(({ file }) => file);
      return { walk, ...split(own.filter((file) => folders.some((folder) => file.startsWith(folder)))) };
    };
    let vacancy = '';
    const first = await met('one vacancy', 'vacancies', async () => {
      vacancy = await story.postVacancy();
    });
    await story.end();
    // The service has to close the stream before the next walk begins.
    await system.isQuiet();
    await sleep(1000);
    let outcome = '';
    const second = await met(
      'one outcome',
      'validations',
      async () => {
        outcome = await story.logOutcome();
        await story.explained(vacancy, outcome);
      },
      // Of two equal outcomes an explanation names only one, so the first is withdrawn before the second.
      () => story.withdrawOutcome(outcome),
    );
    return [first, second];
  } finally {
    await system.stop();
  }
}

function split(met: readonly string[]): Pick<MetFiles, 'onTheWay' | 'beside'> {
  const files = [...new Set(met)].sort();
  const leadsOn = (file: string) =>
    importsOf(join(root, file)).some((other) => files.some((one) => one !== file && join(root, one) === other));
  return {
    onTheWay: files.filter(leadsOn).map(sourceOf),
    beside: files.filter((file) => !leadsOn(file)).map(sourceOf),
  };
}

const keyOf = ({ file, at }: Ran) => `${file}#${at}`;
const sourceOf = (file: string) => file.replace('/dist/', '/src/').replace(/\.js$/u, '.ts');
