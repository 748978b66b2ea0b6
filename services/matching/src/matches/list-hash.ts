import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { topCandidates, topTargets } from '@lotsen/matching-engine';
import { EngineHost } from '../engine-host/engine-host.js';

const length = 50;

/** One hash over every list that can be asked for, both ways. */
@Injectable()
export class ListHash {
  constructor(private readonly engine: EngineHost) {}

  async compute() {
    const { engine } = this;
    const { context } = engine;
    const hash = createHash('sha256');
    const targets = [...engine.vacancies(), ...engine.placements()];
    const candidates = engine.activeCandidates();
    hash.update(JSON.stringify([context.asOf, context.model.version, context.reference.version]));
    for (const target of targets) {
      hash.update(JSON.stringify(topCandidates(target, candidates, context, length)));
      await pause();
    }
    for (const candidate of candidates) {
      hash.update(JSON.stringify(topTargets(candidate, targets, context, length)));
      await pause();
    }
    return { hash: hash.digest('hex'), asOf: context.asOf, targets: targets.length, candidates: candidates.length };
  }
}

/** Requests and events get their turn. */
const pause = () => new Promise((resolve) => setImmediate(resolve));
