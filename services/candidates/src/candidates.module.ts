import { AGGREGATE_STORES, PROJECTION_VERSIONS, SETTINGS, type Settings } from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CandidatesController } from './candidate/candidates.controller.js';
import { CandidatesService } from './candidate/candidates.service.js';
import { Vault } from './vault/vault.js';
import { vaultKeyOf } from './vault/vault-key.js';

@Module({
  controllers: [CandidatesController],
  providers: [
    CandidatesService,
    {
      provide: Vault,
      useFactory: (source: DataSource, settings: Settings) => new Vault(source, vaultKeyOf(settings)),
      inject: [DataSource, SETTINGS],
    },
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (service: CandidatesService) => [service.store],
      inject: [CandidatesService],
    },
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS],
})
export class CandidatesModule {}
