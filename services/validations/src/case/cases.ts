import type { Done } from '@lotsen/persistence';
import type { Origin, Target } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import { OutcomeStore } from '../outcome/outcome.store.js';
import { ProfileStore } from '../profile/profile.store.js';
import { RecordedPersons } from '../recorded-persons.js';
import { type Case, complete, type Opening, open } from './case.js';
import { CaseStore } from './case.store.js';

/** Looks up the persons, profiles and outcomes that the decisions on cases need. */
@Injectable()
export class Cases {
  constructor(
    private readonly store: CaseStore,
    private readonly profiles: ProfileStore,
    private readonly outcomes: OutcomeStore,
    private readonly recorded: RecordedPersons,
  ) {}

  async open(asked: Omit<Opening, 'organisation'>, origin: Origin): Promise<Done<Case>> {
    const { candidate, profile } = asked;
    const { actor } = origin;
    await this.recorded.awaitRight([candidate], actor);
    const profileKnown = profile === null || (await this.profiles.find(profile)) !== null;
    return this.store.create(origin, open({ ...asked, organisation: actor.organisation }, profileKnown), {
      also: (manager) => this.recorded.assertMayRecord(manager, candidate, actor),
    });
  }

  /** An outcome of another organisation counts as none. */
  async complete(target: Target, outcome: string): Promise<Done<Case>> {
    const row = await this.outcomes.find(outcome);
    const own = row?.state.issuer === target.actor.organisation ? row?.state.candidate : undefined;
    return this.store.change(target, complete(outcome, own));
  }
}
