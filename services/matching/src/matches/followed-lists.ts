import { topics } from '@lotsen/contracts';
import { LiveList, type PreparedCandidate, type PreparedTarget, type RankedList } from '@lotsen/matching-engine';
import { Injectable } from '@nestjs/common';
import { EngineHost } from '../engine-host/engine-host.js';
import type { FactChange } from '../engine-host/fact-base.js';

/** A list that somebody looks at. */
export interface FollowedList {
  /** As it is now. @throws Refused where what it is of is gone. */
  top(k: number): RankedList;
  close(): void;
}

interface Sides<Other extends PreparedCandidate | PreparedTarget> {
  make(): LiveList<Other>;
  /** Whether the side that stays has changed. */
  isOf(change: FactChange): boolean;
  /** Who of the other side has changed. */
  others(change: FactChange): readonly string[];
  other(id: string): Other | undefined;
}

/** Keeps lists right while facts change: each change costs one pair a list, and no list is computed twice. */
@Injectable()
export class FollowedLists {
  constructor(private readonly engine: EngineHost) {}

  /**
   * The candidates of a target.
   * @param target found anew at each change of its own
   * @param isSeen whom of the active persons the list is about
   * @param changed called when it may have changed
   */
  candidatesOf(target: () => PreparedTarget, isSeen: (id: string) => boolean, changed: () => void): FollowedList {
    const { engine } = this;
    const of = target().facts;
    const topic = of.kind === 'placement' ? topics.placement.name : topics.vacancy.name;
    return this.follow<PreparedCandidate>(changed, {
      make: () => {
        const seen = engine.activeCandidates().filter(({ facts }) => isSeen(facts.id));
        return LiveList.ofCandidates(target(), seen, engine.context);
      },
      isOf: ({ topic: changedTopic, id }) => changedTopic === topic && id === of.id,
      others: ({ candidates }) => (candidates === 'all' ? [] : candidates),
      other: (id) => (isSeen(id) ? engine.candidate(id) : undefined),
    });
  }

  /** The vacancies of a candidate, who is found anew at each change of their own. */
  vacanciesOf(candidate: () => PreparedCandidate, changed: () => void): FollowedList {
    const { engine } = this;
    const { id: self } = candidate().facts;
    return this.follow<PreparedTarget>(changed, {
      make: () => LiveList.ofTargets(candidate(), engine.vacancies(), engine.context),
      isOf: ({ candidates }) => candidates !== 'all' && candidates.includes(self),
      others: ({ topic, id }) => (topic === topics.vacancy.name ? [id] : []),
      other: (id) => engine.vacancy(id),
    });
  }

  private follow<Other extends PreparedCandidate | PreparedTarget>(
    changed: () => void,
    { make, isOf, others, other }: Sides<Other>,
  ): FollowedList {
    let list: LiveList<Other> | undefined;
    const anew = () => {
      list = undefined;
      changed();
    };
    const stopFacts = this.engine.facts.onChange((change) => {
      if (change.candidates === 'all' || isOf(change)) return anew();
      const concerned = others(change);
      if (concerned.length === 0) return;
      if (list) {
        for (const id of concerned) {
          const one = other(id);
          if (one) list.put(one);
          else list.remove(id);
        }
      }
      changed();
    });
    const stopTurns = this.engine.onTurn(anew);
    return {
      top: (k) => {
        list ??= make();
        return list.top(k);
      },
      close: () => {
        stopFacts();
        stopTurns();
      },
    };
  }
}
