import { EventEmitter } from 'node:events';
import { topics } from '@lotsen/contracts';
import {
  type Context,
  contextOf,
  type PreparedCandidate,
  type PreparedTarget,
  prepareCandidate,
  prepareTarget,
} from '@lotsen/matching-engine';
import { ChangeFeed, CLOCK, type Clock, SETTINGS, type Settings, stockholmDay } from '@lotsen/platform';
import { loadModel, Reference } from '@lotsen/reference';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { candidateFactsOf } from '../projection/candidate-profile.projection.js';
import { placementTargetOf } from '../projection/placement.projection.js';
import { Projection } from '../projection/projection.js';
import { vacancyTargetOf } from '../projection/vacancy.projection.js';
import { Assessments } from '../shortage/assessments.js';
import { FactBase, type FactChange } from './fact-base.js';
import { figuresKey, type OccupationFigures, type TickFigures } from './figures.js';
import { occupationTargetOf } from './occupation-target.js';
import { storeFigures } from './stored-figures.js';
import { computeFigures } from './tick.js';

const logger = new Logger('tick');
const checkTickMs = 2_000;

/** Feeds the engine: makes facts ready once, drops them when an event changes them, and owns the day (`asOf`). */
@Injectable()
export class EngineHost implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly candidates = new Map<string, PreparedCandidate>();
  /** By kind and id. */
  private readonly targets = new Map<string, PreparedTarget>();
  private readonly turns = new EventEmitter().setMaxListeners(0);
  private active: readonly PreparedCandidate[] | undefined;
  private figures: TickFigures = {};
  private current: Context;
  private timer: NodeJS.Timeout | undefined;
  private tickedFor = '';
  private ticking: Promise<TickFigures> | undefined;

  constructor(
    readonly facts: FactBase,
    private readonly reference: Reference,
    private readonly assessments: Assessments,
    private readonly source: DataSource,
    private readonly projection: Projection,
    private readonly feed: ChangeFeed,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.current = contextOf(reference, loadModel(settings.referenceFolder), stockholmDay(clock()));
    facts.onChange((change) => this.forget(change));
    facts.onClear(() => this.forgetAll());
    assessments.onChange(() => this.forgetAll());
    feed.follow('tick', { load: () => this.loadTick() });
  }

  get context(): Context {
    return this.current;
  }

  /** The last tick that was stored, by whichever instance. */
  private async loadTick(): Promise<() => void> {
    const [stored] = await this.source.query<{ day: string; figures: TickFigures }[]>(
      `SELECT to_char(as_of, 'YYYY-MM-DD') AS day, figures FROM tick ORDER BY as_of DESC LIMIT 1`,
    );
    return () => {
      if (stored) this.moveTo(stored.day, stored.figures);
    };
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.tickIfDue().catch((error: Error) => logger.error(`The tick is tried again: ${error.message}`));
    }, checkTickMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Once a day, and only from facts that are all there. */
  private async tickIfDue(): Promise<void> {
    if (this.ticking || this.tickedFor === stockholmDay(this.clock())) return;
    if (this.projection.rebuilding || (await this.projection.isBehind())) return;
    // Until memory was read once, it holds nobody.
    await this.feed.assertFresh();
    await this.tick();
  }

  /** Moves to today and publishes its figures. Who asks while one runs gets that one. */
  tick(): Promise<TickFigures> {
    this.ticking ??= this.publishFigures().finally(() => {
      this.ticking = undefined;
    });
    return this.ticking;
  }

  /** Stored first, so that a restart answers as before. */
  private async publishFigures(): Promise<TickFigures> {
    const day = stockholmDay(this.clock());
    const context = { ...this.current, asOf: day };
    const live = [...this.facts.vacancies.values()].filter(({ status }) => status === 'published');
    // Made ready for the new day: what expires with the old one no longer counts.
    const candidates = this.activeCandidates().map(({ facts }) => prepareCandidate(facts, context));
    const counted = await computeFigures(this.assessments.inCounties(), live, candidates, context);
    const figures = await this.source.transaction(async (manager) => {
      await this.feed.announce(manager, 'tick', []);
      return storeFigures(manager, day, counted);
    });
    this.feed.apply(() => this.moveTo(day, figures));
    return figures;
  }

  figuresOf(assessment: { occupation: string; county: string }): OccupationFigures | undefined {
    return this.figures[figuresKey(assessment)];
  }

  candidate(id: string): PreparedCandidate | undefined {
    const ready = this.candidates.get(id);
    if (ready) return ready;
    const profile = this.facts.profiles.get(id);
    const facts =
      profile &&
      candidateFactsOf(profile, {
        outcomes: this.facts.outcomesOf(id),
        bookings: this.facts.bookingsOf(id),
        profiles: this.facts.validationProfiles,
      });
    if (!facts) return undefined;
    const candidate = prepareCandidate(facts, this.current);
    this.candidates.set(id, candidate);
    return candidate;
  }

  /** Everybody who is to be matched, in no order: lists have one of their own. */
  activeCandidates(): readonly PreparedCandidate[] {
    this.active ??= [...this.facts.profiles.keys()].flatMap((id) => this.candidate(id) ?? []);
    return this.active;
  }

  vacancy(id: string): PreparedTarget | undefined {
    return this.target(`vacancy:${id}`, () => {
      const vacancy = this.facts.vacancies.get(id);
      return vacancy && vacancyTargetOf(vacancy);
    });
  }

  placement(id: string): PreparedTarget | undefined {
    return this.target(`placement:${id}`, () => {
      const placement = this.facts.placements.get(id);
      return placement && placementTargetOf(placement);
    });
  }

  /** A shortage occupation by "occupation:county". */
  occupation(id: string): PreparedTarget | undefined {
    return this.target(`occupation:${id}`, () => {
      const assessment = this.assessments.find(id);
      return assessment && occupationTargetOf(assessment, this.figuresOf(assessment), this.reference);
    });
  }

  vacancies(): PreparedTarget[] {
    return [...this.facts.vacancies.keys()].sort().flatMap((id) => this.vacancy(id) ?? []);
  }

  placements(): PreparedTarget[] {
    return [...this.facts.placements.keys()].sort().flatMap((id) => this.placement(id) ?? []);
  }

  /** Only what was found is kept: who asks may confuse the kinds, or make ids up. */
  private target(
    key: string,
    factsOf: () => Parameters<typeof prepareTarget>[0] | undefined,
  ): PreparedTarget | undefined {
    const ready = this.targets.get(key);
    if (ready) return ready;
    const facts = factsOf();
    if (!facts) return undefined;
    const target = prepareTarget(facts, this.current);
    this.targets.set(key, target);
    return target;
  }

  private moveTo(day: string, figures: TickFigures) {
    this.current = { ...this.current, asOf: day };
    this.tickedFor = day;
    this.figures = figures;
    this.forgetAll();
  }

  private forget({ topic, id, candidates }: FactChange) {
    if (topic === topics.vacancy.name) this.targets.delete(`vacancy:${id}`);
    if (topic === topics.placement.name) this.targets.delete(`placement:${id}`);
    if (candidates === 'all') this.candidates.clear();
    else for (const candidate of candidates) this.candidates.delete(candidate);
    if (candidates.length > 0) this.active = undefined;
  }

  private forgetAll(): void {
    this.candidates.clear();
    this.targets.clear();
    this.active = undefined;
    this.turns.emit('turn');
  }

  /** Calls whenever all that was made ready is forgotten: a new day, or a projection that was read anew. */
  onTurn(listener: () => void): () => void {
    this.turns.on('turn', listener);
    return () => this.turns.off('turn', listener);
  }
}
