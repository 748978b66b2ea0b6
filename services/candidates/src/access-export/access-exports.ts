import type { Actor } from '@lotsen/access';
import { type Done, headed, Refused } from '@lotsen/persistence';
import { CLOCK, type Clock, noSuchPerson, Organisations, type Origin, type PersonalData } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CandidateStore } from '../candidate/candidate.store.js';
import { Erasures } from '../erasure/erasures.js';
import { Vault } from '../vault/vault.js';
import { type AccessExport, lets, request } from './access-export.js';
import { AccessExportEntity, AccessExportStore } from './access-export.store.js';
import { approvalRequired, somebodyAnswers, unknownPerson } from './refusals.js';

/** Who may export a person: the officer who answers; where nobody does, an administrator whom another one let. */
@Injectable()
export class AccessExports {
  constructor(
    private readonly source: DataSource,
    readonly store: AccessExportStore,
    private readonly candidates: CandidateStore,
    private readonly vault: Vault,
    private readonly erasures: Erasures,
    private readonly organisations: Organisations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The organisation that a person is registered with; null: none, but their number was resolved; undefined: there is no such person. */
  async answersFor(candidate: string): Promise<string | null | undefined> {
    const row = await this.candidates.find(candidate);
    if (row) return row.status === 'erased' ? undefined : row.organisation;
    return (await this.vault.read(candidate)) === undefined ? undefined : null;
  }

  /** @throws Refused where the caller may not */
  async assertMayExport(candidate: string, actor: Actor): Promise<void> {
    if (actor.scope !== 'any') {
      await this.candidates.get(candidate, actor);
      return;
    }
    const organisation = await this.answersFor(candidate);
    if (organisation === undefined) throw new Refused(unknownPerson);
    const isTheirs = organisation !== null && organisation === actor.organisation;
    if (isTheirs && actor.roles.includes('officer')) return;
    this.assertNobodyAnswers(organisation);
    const now = this.clock();
    const given = await this.of(candidate);
    if (!given.some(({ state }) => lets(actor.subject, now, state))) throw new Refused(approvalRequired);
  }

  async request(candidate: string, origin: Origin): Promise<Done<AccessExport>> {
    const organisation = await this.answersFor(candidate);
    if (organisation === undefined) throw new Refused(noSuchPerson);
    this.assertNobodyAnswers(organisation);
    return this.store.create(origin, request(candidate, origin.actor.subject), {
      also: async (manager) => {
        // Whoever is being erased at this moment is either gone now, or takes the request along.
        await manager.query('SELECT FROM vault WHERE id = $1 FOR SHARE', [candidate]);
        if (await this.erasures.isKnown(manager, candidate)) throw new Refused(noSuchPerson);
      },
    });
  }

  /** With the person go all requests for them. */
  async erase(manager: EntityManager, candidate: string): Promise<void> {
    await manager.query(
      'DELETE FROM idempotency WHERE aggregate_id IN (SELECT id FROM access_export WHERE candidate = $1)',
      [candidate],
    );
    await manager.query('DELETE FROM access_export WHERE candidate = $1', [candidate]);
  }

  /** For the access export; its erasure begins here (see PersonErasure). */
  get personal(): PersonalData {
    return {
      kind: 'accessExports',
      held: async (candidate) => (await this.of(candidate)).map((row) => headed(row.state, row)),
      erase: async () => ({ erased: 0 }),
    };
  }

  /**
   * An organisation of which nothing was heard (one that was never registered, or while the log is read again) is one that
   * answers: its officers still reach the person.
   */
  private assertNobodyAnswers(organisation: string | null): void {
    if (organisation === null || this.organisations.isClosed(organisation)) return;
    throw new Refused(somebodyAnswers(this.organisations.find(organisation)?.name ?? organisation));
  }

  private of(candidate: string) {
    return this.source.getRepository(AccessExportEntity).find({ where: { candidate }, order: { createdAt: 'ASC' } });
  }
}
