import type { ProfileFacts } from '@lotsen/contracts';
import { type Names, nameKeyOf } from '../vault/names.js';
import type { CandidateStore } from './candidate.store.js';

/** Who of an organisation's persons could be the same as a person without a number. It is made for one list. */
export class LikelyDuplicates {
  /** Ids of the persons of each name. They are read once for the whole list: reading them for each row takes too long. */
  private known: Promise<Map<string, string[]>> | undefined;

  constructor(
    private readonly names: Names,
    private readonly store: CandidateStore,
    private readonly organisation: string,
  ) {}

  /** Somebody of the same name in the same municipality, or in one that is not stated. */
  async of(name: string, { home }: Pick<ProfileFacts, 'home'>): Promise<string | undefined> {
    this.known ??= this.names.idsByName(this.organisation);
    for (const id of (await this.known).get(nameKeyOf(name)) ?? []) {
      const other = (await this.store.find(id))?.state.facts?.home ?? 'unknown';
      if (other === home || other === 'unknown' || home === 'unknown') return id;
    }
    return undefined;
  }

  /** A person whom the list has just registered. */
  async add(id: string, name: string): Promise<void> {
    const known = await this.known;
    known?.set(nameKeyOf(name), [...(known.get(nameKeyOf(name)) ?? []), id]);
  }
}
