import type { Actor } from '@lotsen/access';
import {
  type Decide,
  type Done,
  noOrganisation,
  Refused,
  type CommandResult as StoreOutcome,
} from '@lotsen/persistence';
import {
  archive,
  lockCandidates,
  Organisations,
  type Origin,
  type PersonalData,
  personalAggregates,
  SETTINGS,
  type Settings,
  type Target,
} from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { CaseEntity } from '../case/case.store.js';
import { ProfileEntity } from '../profile/profile.store.js';
import { RecordedPersons } from '../recorded-persons.js';
import { alikeOf, idOf, type Recorded } from './alike.js';
import { correct, erase, type Issuing, log, type Outcome, type OutcomeContent } from './outcome.js';
import { OutcomeEntity, OutcomeStore } from './outcome.store.js';
import type { ResultKind } from './results.js';

/** Grades and certificates are public documents, so they are archived before they are erased. A mapping is not one. */
const publicDocuments: readonly (ResultKind | null)[] = [
  'grade',
  'degree',
  'trade-certificate',
  'qualification-certificate',
  'certificate',
];

/** How many rows of a list are decided and written at once. Other work can run between the batches. */
const atOnce = 100;

/** An outcome to be recorded. `isAnother`: it is not meant to correct one of the same assessment. */
export interface NewOutcome {
  readonly content: OutcomeContent;
  readonly isAnother: boolean;
}

/** Looks up the profiles, organisations and persons that the decisions on outcomes need. */
@Injectable()
export class Outcomes {
  constructor(
    readonly store: OutcomeStore,
    private readonly source: DataSource,
    private readonly organisations: Organisations,
    private readonly recorded: RecordedPersons,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async log({ content, isAnother }: NewOutcome, origin: Origin): Promise<Done<Outcome>> {
    const { actor } = origin;
    const { manager } = this.source;
    const persons = await this.recorded.awaitRight([content.candidate], actor);
    const [issuing] = (await this.issuings(manager, [content], actor, persons)) as [Issuing];
    const recorded = await this.recordedOf(manager, [content.candidate], issuing.issuer);
    const alike = isAnother ? undefined : alikeOf(content, recorded);
    const also = (own: EntityManager) => this.recorded.assertMayRecord(own, content.candidate, actor);
    return this.store.create(origin, log({ ...issuing, alike }), { id: idOf(content, issuing.issuer, recorded), also });
  }

  /** Decides each row by itself: a refused row does not affect the others. */
  async logList(outcomes: readonly NewOutcome[], actor: Actor): Promise<StoreOutcome<Outcome>[]> {
    const contents = outcomes.map(({ content }) => content);
    const candidates = contents.map(({ candidate }) => candidate);
    await this.recorded.awaitRight(candidates, actor);
    return this.store.transaction(async (manager) => {
      // Locks the persons before it reads them, so that a row of a person erased meanwhile is refused.
      await lockCandidates(manager, candidates);
      const persons = await this.recorded.among(manager, candidates, actor);
      const issuings = await this.issuings(manager, contents, actor, persons);
      const recorded = await this.recordedOf(manager, candidates, actor.organisation as string);
      const done: StoreOutcome<Outcome>[] = [];
      for (let at = 0; at < issuings.length; ) {
        const some = new Map<string, Decide<Outcome>>();
        for (const issuing of issuings.slice(at, at + atOnce)) {
          const { content, issuer } = issuing;
          const ofPerson = recorded.filter(({ outcome }) => outcome.candidate === content.candidate);
          const id = idOf(content, issuer, ofPerson);
          // What the rows before say of the same person is written before this row is decided.
          if (followsOwn(contents.slice(at, at + some.size + 1))) break;
          const alike = outcomes[at + some.size]?.isAnother ? undefined : alikeOf(content, ofPerson);
          some.set(id, log({ ...issuing, alike }));
        }
        const results = await this.store.runAll(
          manager,
          [...some].map(([id, decide]) => ({ id, decide })),
        );
        for (const result of results) {
          if (result.kind !== 'refused') recorded.push({ id: result.id, outcome: result.state });
        }
        done.push(...results);
        at += some.size;
      }
      return done;
    });
  }

  /** What the issuer has recorded of persons. */
  private async recordedOf(manager: EntityManager, candidates: readonly string[], issuer: string): Promise<Recorded[]> {
    const rows = await manager.getRepository(OutcomeEntity).findBy({ candidate: In([...new Set(candidates)]), issuer });
    return rows.map(({ id, state }) => ({ id, outcome: state }));
  }

  /** The right to record data of the person was checked when the outcome was logged. */
  async correct(target: Target, content: OutcomeContent): Promise<Done<Outcome>> {
    const persons = new Set([content.candidate]);
    const [issuing] = await this.issuings(this.source.manager, [content], target.actor, persons);
    return this.store.change(target, correct(issuing as Issuing));
  }

  /**
   * Reads what the decisions need beside the content, once for a whole list.
   * @param persons those of whom the actor may record data
   */
  private async issuings(
    manager: EntityManager,
    contents: readonly OutcomeContent[],
    actor: Actor,
    persons: ReadonlySet<string>,
  ): Promise<Issuing[]> {
    const issuer = actor.organisation;
    if (issuer === null) throw new Refused(noOrganisation);
    const profiles = await manager.getRepository(ProfileEntity).findBy({ id: In(idsIn(contents, 'profile')) });
    const caseIds = idsIn(contents, 'case');
    const cases = caseIds.length > 0 ? await manager.getRepository(CaseEntity).findBy({ id: In(caseIds) }) : [];
    const profileOf = new Map(profiles.map((row) => [row.id, row.state]));
    const caseOf = new Map(cases.map((row) => [row.id, row.state]));
    const fits = ({ case: id, candidate }: OutcomeContent) => {
      const of = id === null ? undefined : caseOf.get(id);
      return id === null || (of?.organisation === issuer && of.candidate === candidate);
    };
    return contents.map((content) => ({
      content,
      issuer,
      organisation: this.organisations.find(issuer),
      profile: content.profile ? profileOf.get(content.profile) : undefined,
      mayRecord: persons.has(content.candidate),
      caseFits: fits(content),
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

  /** Runs before the erasure, in the same transaction. A retry after a crash writes the same files again. */
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

/** Whether the last of these is of a person whom an earlier one is of. */
const followsOwn = (contents: readonly OutcomeContent[]): boolean =>
  contents.slice(0, -1).some(({ candidate }) => candidate === contents.at(-1)?.candidate);

const idsIn = (contents: readonly OutcomeContent[], field: 'profile' | 'case'): string[] => [
  ...new Set(contents.flatMap((content) => content[field] ?? [])),
];
