import type { MatchingEngine } from '@lotsen/matching-engine';
import { SETTINGS, type Settings } from '@lotsen/platform';
import { loadModel, type ModelVersion } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { ENGINE } from '../engine/engine.js';
import { Targets } from './targets.js';

export interface Compared {
  /** The version to compare with. */
  readonly with: ModelVersion;
  /** Of how many vacancies at most. */
  readonly limit: number;
}

/** Compares the lists with those of another version of the model. */
@Injectable()
export class ModelComparisons {
  constructor(
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly targets: Targets,
  ) {}

  async of({ with: version, limit }: Compared) {
    const from = loadModel(this.settings.referenceFolder, version);
    const { frame, mostChanged, ...compared } = await this.engine.compareModels(from, limit);
    return {
      ...frame,
      from: from.version,
      ...compared,
      mostChanged: mostChanged.map(({ kind, id, shared, of }) => ({ ...this.targets.about({ kind, id }), shared, of })),
    };
  }
}
