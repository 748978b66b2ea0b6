import { createHash } from 'node:crypto';
import type { Entry, MatchingEngine, RankedList, TargetKey } from '@lotsen/matching-engine';
import { Inject, Injectable } from '@nestjs/common';
import { ENGINE } from '../engine/engine.js';

const length = 500;

/** One hash to compare two projections by: over the facts that lists are made of, or over the lists themselves. */
@Injectable()
export class ListHash {
  constructor(@Inject(ENGINE) private readonly engine: MatchingEngine) {}

  /** Two projections of one release with the same hash give the same answers. It is cheap, whatever the number of facts. */
  async ofFacts() {
    const { frame, candidates, targets } = await this.engine.held();
    const hash = createHash('sha256').update(JSON.stringify([frame, await this.engine.hashOfFacts()]));
    return { hash: hash.digest('hex'), asOf: frame.asOf, targets: openOf(targets).length, candidates };
  }

  /**
   * Over the lists of all vacancies and placements. That covers the persons' lists too, which consist of the same pairs
   * and ties. It asks for list after list, and ends when nobody waits for it any more.
   * @param progress told after each list, of how many
   */
  async ofLists(progress: (done: number, of: number) => void = () => undefined) {
    const { frame, candidates, targets } = await this.engine.held();
    const keys = openOf(targets);
    const hash = createHash('sha256');
    hash.update(JSON.stringify([frame.asOf, frame.model, frame.reference]));
    for (const [at, key] of keys.entries()) {
      progress(at, keys.length);
      const answer = await this.engine.candidatesOf(key, 'all', length);
      if (answer) hash.update(hashedOf(answer.list));
    }
    progress(keys.length, keys.length);
    return { hash: hash.digest('hex'), asOf: frame.asOf, targets: keys.length, candidates };
  }
}

/** The vacancies and placements, in an order that does not depend on when they came. */
function openOf(targets: readonly TargetKey[]) {
  const idsOf = (wanted: string) => targets.flatMap(({ kind, id }) => (kind === wanted ? id : [])).sort();
  return (['vacancy', 'placement'] as const).flatMap((kind) => idsOf(kind).map((id) => ({ kind, id })));
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
