import { createHash } from 'node:crypto';
import { topCandidates } from '@lotsen/matching-engine';
import { Injectable } from '@nestjs/common';
import { EngineHost } from '../engine-host/engine-host.js';

const length = 500;

/** One hash over the lists of all vacancies and placements. A person's lists are made of the same pairs and ties. */
@Injectable()
export class ListHash {
  constructor(private readonly engine: EngineHost) {}

  async compute() {
    const engine = this.engine;
    const context = engine.context;
    const hash = createHash('sha256');
    const targets = [...engine.vacancies(), ...engine.placements()];
    const candidates = engine.activeCandidates();
    hash.update(JSON.stringify([context.asOf, context.model.version, context.reference.version]));
    for (const target of targets) {
      hash.update(JSON.stringify(topCandidates(target, candidates, context, length)));
      await pause();
    }
    return { hash: hash.digest('hex'), asOf: context.asOf, targets: targets.length, candidates: candidates.length };
  }
}

/** Requests and events get their turn. */
const pause = () => new Promise((resolve) => setImmediate(resolve));
