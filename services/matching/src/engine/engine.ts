import { setImmediate } from 'node:timers/promises';
import { contextOf, ExactEngine, type MatchingEngine } from '@lotsen/matching-engine';
import { stockholmDay } from '@lotsen/persistence';
import { CLOCK, type Clock, SETTINGS, type Settings } from '@lotsen/platform';
import { loadModel, type Model, Reference } from '@lotsen/reference';

/** Injection token of the engine. This service knows the engine only by its port, MatchingEngine. */
export const ENGINE = Symbol('ENGINE');
export const MODEL = Symbol('MODEL');

export const engineProviders = [
  {
    provide: MODEL,
    useFactory: (settings: Settings): Model => loadModel(settings.referenceFolder, settings.model),
    inject: [SETTINGS],
  },
  {
    provide: ENGINE,
    useFactory: (reference: Reference, model: Model, clock: Clock): MatchingEngine =>
      new ExactEngine(contextOf(reference, model, stockholmDay(clock())), setImmediate),
    inject: [Reference, MODEL, CLOCK],
  },
];
