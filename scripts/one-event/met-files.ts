import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoSystem, root } from './demo-system.js';
import { importsOf } from './imports.js';
import { Story } from './story.js';

/** The files that one walk meets: paths from the project's root, in alphabetical order. */
export interface MetFiles {
  readonly walk: 'one vacancy' | 'one outcome';
  /** What takes the event on to another file of the walk. */
  readonly onTheWay: readonly string[];
  /** What is only asked for something, and leads no further. */
  readonly beside: readonly string[];
}

interface Ran {
  readonly file: string;
  /** Name and place of a function in its file. */
  readonly at: string;
}

/** In such a time everything that looks at the clock has looked once. */
const everyTickMs = 32_000;

/**
 * The files of both walks. A file is met where one of its functions runs in the walk that runs neither while the system is idle nor
 * for a question about something else: what every request and every tick goes through is left out. Each walk is played twice, and what runs in both counts.
 */
export async function metFiles(): Promise<MetFiles[]> {
  const system = await DemoSystem.start({}, [join(import.meta.dirname, 'coverage.js')]);
  const ran = () => system.ask<Ran[]>('which functions ran');
  try {
    const story = await Story.begin(system);
    // What the beginning brought about must not count as what goes on all the time.
    await system.isQuiet();
    await sleep(2000);
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
      // What ran once only (a wait on a busy machine, a tick) is no part of the way.
      const again = new Set((await ran()).map(keyOf));
      const rooms = ['libs/', `services/${service}/`, 'services/matching/'];
      const own = first.filter((one) => again.has(keyOf(one)) && !elsewhere.has(keyOf(one))).map(({ file }) => file);
      return { walk, ...split(own.filter((file) => rooms.some((room) => file.startsWith(room)))) };
    };
    let vacancy = '';
    const first = await met('one vacancy', 'vacancies', async () => {
      vacancy = await story.postVacancy();
    });
    await story.end();
    // The stream is taken down before the next walk begins.
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
      // Of two that say the same an explanation names one.
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
