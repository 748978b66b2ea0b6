import { setImmediate } from 'node:timers/promises';
import { contextOf, ExactEngine, type MatchingEngine } from '@lotsen/matching-engine';
import { stockholmDay } from '@lotsen/persistence';
import { CLOCK, type Clock, SETTINGS, type Settings } from '@lotsen/platform';
import { loadModel, type Model, Reference } from '@lotsen/reference';

/** The engine that this service asks, by its port alone. */
export const ENGINE = Symbol('ENGINE');
export const MODEL = Symbol('MODEL');

export const engineProviders = [
  {
    provide: MODEL,
    useFactory: (settings: Settings): Model => loadModel(settings.referenceFolder),
    inject: [SETTINGS],
  },
  {
    provide: ENGINE,
    useFactory: (reference: Reference, model: Model, clock: Clock): MatchingEngine =>
      new ExactEngine(contextOf(reference, model, stockholmDay(clock())), setImmediate),
    inject: [Reference, MODEL, CLOCK],
  },
];
