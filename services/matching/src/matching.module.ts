import { EventSigner } from '@lotsen/messaging';
import {
  AGGREGATE_STORES,
  ANSWERS_FOR,
  ErasureReceipts,
  Jobs,
  PERSONAL_DATA,
  type PersonalData,
  PROJECTION_VERSIONS,
  type ProjectionVersions,
  personalAggregates,
  releaseKeyOf,
  SETTINGS,
  type Settings,
} from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CountsOfTheDay } from './counts/counts-of-the-day.js';
import { asksAsCaller } from './engine/asking.js';
import { engineProviders } from './engine/engine.js';
import { FactBase } from './facts/fact-base.js';
import { FactMetrics } from './facts/fact-metrics.js';
import { MatchingJobsController } from './jobs/matching-jobs.controller.js';
import { matchingJobs } from './jobs/matching-jobs.js';
import { Demands } from './matches/demands.js';
import { Explanations } from './matches/explanation.js';
import { Freshness } from './matches/freshness.js';
import { ListHash } from './matches/list-hash.js';
import { ListStreams } from './matches/list-streams.js';
import { Lists } from './matches/lists.js';
import { MatchesController } from './matches/matches.controller.js';
import { ModelComparisons } from './matches/model-comparisons.js';
import { ModelsController } from './matches/models.controller.js';
import { ProjectionController } from './matches/projection.controller.js';
import { Seeing } from './matches/seeing.js';
import { StreamController } from './matches/stream.controller.js';
import { Targets } from './matches/targets.js';
import { answersAsProjected, projectedFacts } from './projection/personal-data.js';
import { Projection, ProjectionConsumer } from './projection/projection.js';
import { erase as eraseProposal } from './proposals/proposal.js';
import { ProposalEntity, ProposalStore } from './proposals/proposal.store.js';
import { ProposalFollowUps } from './proposals/proposal-follow-ups.js';
import { ProposalSigning } from './proposals/proposal-signing.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { Proposals } from './proposals/proposals.js';
import { Assessments } from './shortage/assessments.js';
import { Calendar } from './shortage/calendar.js';
import { FiguresOfTheDay } from './shortage/figures-of-the-day.js';
import { PublishedFigures } from './shortage/published-figures.js';
import { ShortageController } from './shortage/shortage.controller.js';
import { Shortage } from './shortage/shortage.js';
import { TickController } from './shortage/tick.controller.js';

@Module({
  controllers: [
    ProposalsController,
    MatchesController,
    StreamController,
    ShortageController,
    TickController,
    MatchingJobsController,
    ModelsController,
    ProjectionController,
    ProjectionConsumer,
    ProposalFollowUps,
  ],
  providers: [
    ...engineProviders,
    FactBase,
    Projection,
    FactMetrics,
    Assessments,
    Shortage,
    PublishedFigures,
    FiguresOfTheDay,
    Calendar,
    Seeing,
    Targets,
    Lists,
    ListStreams,
    Freshness,
    Demands,
    CountsOfTheDay,
    Explanations,
    ListHash,
    ModelComparisons,
    Jobs,
    matchingJobs,
    Proposals,
    ProposalStore,
    ProposalSigning,
    {
      provide: EventSigner,
      useFactory: (settings: Settings) => new EventSigner(releaseKeyOf(settings)),
      inject: [SETTINGS],
    },
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    // The aggregates that this service publishes. Match lists are computed on request, and never published.
    {
      provide: AGGREGATE_STORES,
      useFactory: (proposals: ProposalStore, receipts: ErasureReceipts) => [proposals, receipts.store],
      inject: [ProposalStore, ErasureReceipts],
    },
    {
      provide: PERSONAL_DATA,
      useFactory: (source: DataSource, proposals: ProposalStore): PersonalData[] => [
        projectedFacts(source),
        personalAggregates('proposals', source, ProposalEntity, proposals, eraseProposal),
      ],
      inject: [DataSource, ProposalStore],
    },
    { provide: ANSWERS_FOR, useFactory: answersAsProjected, inject: [DataSource] },
    {
      provide: PROJECTION_VERSIONS,
      useFactory:
        (projection: Projection): ProjectionVersions =>
        () =>
          projection.versions(),
      inject: [Projection],
    },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS, PERSONAL_DATA, ANSWERS_FOR],
})
export class MatchingModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(asksAsCaller).forRoutes('{*path}');
  }
}
