import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Entry, MatchingEngine, RankedList } from '@lotsen/matching-engine';
import { Inject, Injectable } from '@nestjs/common';
import { ENGINE } from '../engine/engine.js';

const length = 500;

/**
 * Computes one hash over the lists of all vacancies and placements. That covers the persons' lists too, which consist
 * of the same pairs and ties.
 */
@Injectable()
export class ListHash {
  constructor(@Inject(ENGINE) private readonly engine: MatchingEngine) {}

  async compute() {
    const { frame, candidates, targets } = await this.engine.held();
    const idsOf = (wanted: string) => targets.flatMap(({ kind, id }) => (kind === wanted ? id : [])).sort();
    const keys = (['vacancy', 'placement'] as const).flatMap((kind) => idsOf(kind).map((id) => ({ kind, id })));
    const hash = createHash('sha256');
    hash.update(JSON.stringify([frame.asOf, frame.model, frame.reference]));
    for (const key of keys) {
      const answer = await this.engine.candidatesOf(key, 'all', length);
      if (answer) hash.update(hashedOf(answer.list));
      // Yields, so that requests and events are handled in between.
      await setImmediate();
    }
    return { hash: hash.digest('hex'), asOf: frame.asOf, targets: keys.length, candidates };
  }
}

/**
 * What is hashed of a list. It stays the same from release to release, so that hashes can be compared; what an entry has
 * besides follows from the same facts.
 */
function hashedOf({ listed, near, counts }: RankedList): string {
  const hashed = ({ candidate, target, verdict, score, missing, toClarify, closableInDays }: Entry) => ({
    candidate,
    target,
    verdict,
    score,
    missing,
    toClarify,
    closableInDays,
  });
  return JSON.stringify({ listed: listed.map(hashed), near: near.map(hashed), counts });
}
