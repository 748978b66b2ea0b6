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

/**
 * Decides who may export a person: an officer of the organisation that answers for the person. If no organisation does
 * any more, an administrator whose request another administrator approved.
 */
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

  /**
   * The organisation that a person is registered with. Null: none, but the person's number was resolved. Undefined:
   * there is no such person.
   */
  async answersFor(candidate: string): Promise<string | null | undefined> {
    const row = await this.candidates.find(candidate);
    if (row) return row.status === 'erased' ? undefined : row.organisation;
    return (await this.vault.read(candidate)) === undefined ? undefined : null;
  }

  /** @throws Refused if the caller may not export the person */
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
        // Waits for a concurrent erasure, whose update of this row conflicts with the share lock. An erasure that
        // committed is refused below; one that comes later deletes this request too.
        await manager.query('SELECT FROM vault WHERE id = $1 FOR SHARE', [candidate]);
        if (await this.erasures.isKnown(manager, candidate)) throw new Refused(noSuchPerson);
      },
    });
  }

  /** Deletes all requests for the person, and their idempotency keys. */
  async erase(manager: EntityManager, candidate: string): Promise<void> {
    await manager.query(
      'DELETE FROM idempotency WHERE aggregate_id IN (SELECT id FROM access_export WHERE candidate = $1)',
      [candidate],
    );
    await manager.query('DELETE FROM access_export WHERE candidate = $1', [candidate]);
  }

  /** For the access export. `erase` does nothing: this service starts the erasure itself (see PersonErasure). */
  get personal(): PersonalData {
    return {
      kind: 'accessExports',
      held: async (candidate) => (await this.of(candidate)).map((row) => headed(row.state, row)),
      erase: async () => ({ erased: 0 }),
    };
  }

  /**
   * An organisation that this service does not know counts as one that answers, because its officers still reach the
   * person. It was never registered, or this service is reading the log again.
   */
  private assertNobodyAnswers(organisation: string | null): void {
    if (organisation === null || this.organisations.isClosed(organisation)) return;
    throw new Refused(somebodyAnswers(this.organisations.find(organisation)?.name ?? organisation));
  }

  private of(candidate: string) {
    return this.source.getRepository(AccessExportEntity).find({ where: { candidate }, order: { createdAt: 'ASC' } });
  }
}
