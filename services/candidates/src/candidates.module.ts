import { EventVerifier } from '@lotsen/messaging';
import {
  AGGREGATE_STORES,
  ANSWERS_FOR,
  type AnswersFor,
  PERSONAL_DATA,
  type PersonalData,
  PROJECTION_VERSIONS,
  releasePublicKeysOf,
  SETTINGS,
  type Settings,
} from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccessExportStore } from './access-export/access-export.store.js';
import { AccessExportsController } from './access-export/access-exports.controller.js';
import { AccessExports } from './access-export/access-exports.js';
import { CandidateStore } from './candidate/candidate.store.js';
import { CandidatesController } from './candidate/candidates.controller.js';
import { ErasedAgain } from './candidate/erased-again.js';
import { ImportPeopleController } from './candidate/import-people.controller.js';
import { People } from './candidate/people.js';
import { PersonErasure } from './candidate/person-erasure.js';
import { ReceiptsConsumer } from './candidate/receipts.consumer.js';
import { ErasuresController } from './erasure/erasures.controller.js';
import { Erasures } from './erasure/erasures.js';
import { personalProfile } from './personal-data.js';
import { ReleasesController } from './release/releases.controller.js';
import { Releases, ReleasesConsumer } from './release/releases.js';
import { ResolutionStore } from './resolution/resolution.store.js';
import { Resolutions } from './resolution/resolutions.js';
import { Names } from './vault/names.js';
import { NumberUse } from './vault/number-use.js';
import { Vault } from './vault/vault.js';
import { vaultKeysOf } from './vault/vault-key.js';
import { VaultRotation } from './vault/vault-rotation.js';

@Module({
  // Controllers with fixed path segments come before the one whose :id would match them too.
  controllers: [
    ErasuresController,
    AccessExportsController,
    ReleasesController,
    ImportPeopleController,
    CandidatesController,
    ReceiptsConsumer,
    ReleasesConsumer,
  ],
  providers: [
    CandidateStore,
    ResolutionStore,
    AccessExportStore,
    AccessExports,
    Resolutions,
    NumberUse,
    People,
    PersonErasure,
    Erasures,
    ErasedAgain,
    Releases,
    VaultRotation,
    {
      provide: EventVerifier,
      useFactory: (settings: Settings) => new EventVerifier(releasePublicKeysOf(settings)),
      inject: [SETTINGS],
    },
    {
      provide: Vault,
      useFactory: (source: DataSource, settings: Settings) => new Vault(source, vaultKeysOf(settings)),
      inject: [DataSource, SETTINGS],
    },
    {
      provide: Names,
      useFactory: (source: DataSource, vault: Vault) => new Names(source, vault),
      inject: [DataSource, Vault],
    },
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (candidates: CandidateStore, resolutions: ResolutionStore, exports: AccessExportStore) => [
        candidates,
        resolutions,
        exports,
      ],
      inject: [CandidateStore, ResolutionStore, AccessExportStore],
    },
    {
      provide: PERSONAL_DATA,
      useFactory: (
        source: DataSource,
        vault: Vault,
        resolutions: Resolutions,
        releases: Releases,
        exports: AccessExports,
      ): PersonalData[] => [
        ...personalProfile(source, vault),
        resolutions.personal,
        releases.personal,
        exports.personal,
      ],
      inject: [DataSource, Vault, Resolutions, Releases, AccessExports],
    },
    {
      provide: ANSWERS_FOR,
      useFactory:
        (exports: AccessExports): AnswersFor =>
        (candidate) =>
          exports.answersFor(candidate),
      inject: [AccessExports],
    },
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS, PERSONAL_DATA, ANSWERS_FOR],
})
export class CandidatesModule {}
