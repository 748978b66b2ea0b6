import type { MatchingEngine } from '@lotsen/matching-engine';
import type { Telemetry } from '@lotsen/messaging';
import { stockholmDay } from '@lotsen/persistence';
import { CLOCK, type Clock, Readiness, SETTINGS, type Settings, TELEMETRY } from '@lotsen/platform';
import { loadModel, type Model } from '@lotsen/reference';
import { Gauge } from 'prom-client';
import { ThreadedEngine } from './threaded-engine.js';

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
    useFactory: (
      { referenceFolder, model }: Settings,
      clock: Clock,
      telemetry: Telemetry,
      readiness: Readiness,
    ): MatchingEngine => {
      const engine = new ThreadedEngine({ referenceFolder, model, day: stockholmDay(clock()) });
      readiness.addCheck(() => engine.isAnswering);
      measureQuestions(engine, telemetry);
      return engine;
    },
    inject: [SETTINGS, CLOCK, TELEMETRY, Readiness],
  },
];

function measureQuestions(engine: ThreadedEngine, { metrics }: Telemetry): void {
  const questions = new Gauge({
    name: 'lotsen_engine_questions',
    help: 'Questions to the engine: those that wait, and those that its thread has.',
    labelNames: ['state'],
    registers: [metrics],
    collect: () => {
      for (const [state, count] of Object.entries(engine.counts)) questions.set({ state }, count);
    },
  });
}
