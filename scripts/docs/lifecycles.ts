import type { Lifecycle, Text, Transitions } from '@lotsen/persistence';
import { serviceNames } from '@lotsen/platform';
import { load, sourcesIn, textOf } from './workspace.js';

export type AnyLifecycle = Lifecycle<string, Transitions<string>>;
export interface FoundLifecycle {
  readonly source: string;
  readonly lifecycle: AnyLifecycle;
}

/** Loads every lifecycle that a service's source exports. */
export async function findLifecycles(): Promise<FoundLifecycle[]> {
  const sources = serviceNames
    .flatMap((name) => sourcesIn(`services/${name}/src`))
    .filter((source) => /^export const lifecycle = /mu.test(textOf(source)));
  return Promise.all(sources.map(async (source) => ({ source, ...(await load<{ lifecycle: AnyLifecycle }>(source)) })));
}

export interface Stage {
  readonly words: Text;
  readonly next: readonly string[];
  readonly ends?: true;
}
export type Processes = Readonly<Record<string, Readonly<Record<string, Stage>>>>;

export const stagesSource = 'services/validations/src/case/stages.ts';
export const loadProcesses = async () => (await load<{ stagesOf: Processes }>(stagesSource)).stagesOf;
