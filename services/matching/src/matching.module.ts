import {
  AGGREGATE_STORES,
  PROJECTION_VERSIONS,
  type ProjectionVersions,
  SETTINGS,
  type Settings,
} from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { EngineHost } from './engine-host/engine-host.js';
import { FactBase } from './engine-host/fact-base.js';
import { Explanations } from './matches/explanation.js';
import { Labels } from './matches/labels.js';
import { ListHash } from './matches/list-hash.js';
import { MatchesController } from './matches/matches.controller.js';
import { Matches } from './matches/matches.js';
import { StreamController } from './matches/stream.controller.js';
import { CandidateProfileProjection } from './projection/candidate-profile.projection.js';
import { PlacementProjection } from './projection/placement.projection.js';
import { ProjectionController } from './projection/projection.controller.js';
import { Projection } from './projection/projection.js';
import { VacancyProjection } from './projection/vacancy.projection.js';
import { ValidationOutcomeProjection } from './projection/validation-outcome.projection.js';
import { ValidationProfileProjection } from './projection/validation-profile.projection.js';
import { Assessments } from './shortage/assessments.js';
import { ShortageController } from './shortage/shortage.controller.js';
import { TickController } from './shortage/tick.controller.js';

@Module({
  controllers: [
    MatchesController,
    StreamController,
    ShortageController,
    TickController,
    ProjectionController,
    CandidateProfileProjection,
    ValidationOutcomeProjection,
    ValidationProfileProjection,
    VacancyProjection,
    PlacementProjection,
  ],
  providers: [
    FactBase,
    Projection,
    EngineHost,
    Assessments,
    Matches,
    Explanations,
    Labels,
    ListHash,
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    // Matching owns no aggregate yet: its lists are asked for, never announced.
    { provide: AGGREGATE_STORES, useValue: [] },
    {
      provide: PROJECTION_VERSIONS,
      useFactory:
        (projection: Projection): ProjectionVersions =>
        () =>
          projection.versions(),
      inject: [Projection],
    },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS],
})
export class MatchingModule {}
