import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import { type Done, noOrganisation, Refused, type Outcome as StoreOutcome } from '@lotsen/persistence';
import {
  archive,
  assertNotErased,
  CLOCK,
  type Clock,
  erasedAmong,
  lockCandidates,
  Organisations,
  type Origin,
  type PersonalData,
  personalAggregates,
  SETTINGS,
  type Settings,
  stockholmDay,
  type Target,
} from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { ProfileEntity } from '../profile/profile.store.js';
import { correct, erase, type Issuing, log, type Outcome, type OutcomeContent, type ResultKind } from './outcome.js';
import { OutcomeEntity, OutcomeStore } from './outcome.store.js';

/** Grades and certificates are public documents: the archive gets them before they are erased. A mapping is none. */
const publicDocuments: readonly (ResultKind | null)[] = [
  'grade',
  'degree',
  'trade-certificate',
  'qualification-certificate',
  'certificate',
];

/** Outcomes with what their decisions need to know of profiles, organisations and erased persons. */
@Injectable()
export class Outcomes {
  constructor(
    readonly store: OutcomeStore,
    private readonly source: DataSource,
    private readonly organisations: Organisations,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async log(content: OutcomeContent, origin: Origin): Promise<Done<Outcome>> {
    const [issuing] = await this.issuings(this.source.manager, [content], origin.actor);
    const also = (manager: EntityManager) => assertNotErased(manager, content.candidate);
    return this.store.create(origin, log(issuing as Issuing), { also });
  }

  /** Each row for itself: a wrong one takes no right one with it. */
  async logList(contents: readonly OutcomeContent[], actor: Actor): Promise<StoreOutcome<Outcome>[]> {
    return this.store.transaction(async (manager) => {
      // Locked before anything is read: whoever was erased by now is refused in their own row.
      await lockCandidates(
        manager,
        contents.map(({ candidate }) => candidate),
      );
      const issuings = await this.issuings(manager, contents, actor);
      return this.store.runAll(
        manager,
        issuings.map((issuing) => ({ id: randomUUID(), decide: log(issuing) })),
      );
    });
  }

  async correct(target: Target, content: OutcomeContent): Promise<Done<Outcome>> {
    const [issuing] = await this.issuings(this.source.manager, [content], target.actor);
    return this.store.change(target, correct(issuing as Issuing));
  }

  /** What the decisions need to know beside the content, read once for a whole list. */
  private async issuings(
    manager: EntityManager,
    contents: readonly OutcomeContent[],
    actor: Actor,
  ): Promise<Issuing[]> {
    const issuer = actor.organisation;
    if (issuer === null) throw new Refused(noOrganisation);
    const ids = [...new Set(contents.flatMap(({ profile }) => profile ?? []))];
    const profiles = await manager.getRepository(ProfileEntity).findBy({ id: In(ids) });
    const byId = new Map(profiles.map((row) => [row.id, row.state]));
    const gone = await erasedAmong(
      manager,
      contents.map(({ candidate }) => candidate),
    );
    const today = stockholmDay(this.clock());
    return contents.map((content) => ({
      content,
      issuer,
      organisation: this.organisations.find(issuer),
      profile: content.profile ? byId.get(content.profile) : undefined,
      today,
      candidateErased: gone.has(content.candidate),
    }));
  }

  get personal(): PersonalData {
    const data = personalAggregates('outcomes', this.source, OutcomeEntity, this.store, erase);
    return {
      ...data,
      erase: async (manager, candidate) => {
        const archived = await this.archive(manager, candidate);
        return { ...(await data.erase(manager, candidate)), archived };
      },
    };
  }

  /** Before the erasure that follows in the same transaction. Done again after a crash, it writes the same files. */
  private async archive(manager: EntityManager, candidate: string): Promise<number> {
    const rows = await manager.getRepository(OutcomeEntity).findBy({ candidate });
    const documents = rows.filter(({ state }) => publicDocuments.includes(state.result));
    for (const { id, state } of documents) {
      const profile = await manager.getRepository(ProfileEntity).findOneBy({ id: state.profile ?? id });
      archive(this.settings.archiveFolder, candidate, id, { id, ...state, profileContent: profile?.state ?? null });
    }
    return documents.length;
  }
}
