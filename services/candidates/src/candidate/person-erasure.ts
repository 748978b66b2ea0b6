import { removeDeadLettersNaming } from '@lotsen/messaging';
import type { Done, RunOptions } from '@lotsen/persistence';
import { ReadLog, type Target } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccessExports } from '../access-export/access-exports.js';
import { Erasures } from '../erasure/erasures.js';
import { Resolutions } from '../resolution/resolutions.js';
import { Vault } from '../vault/vault.js';
import { type Candidate, erase, eraseUnregistered } from './candidate.js';
import { CandidateStore } from './candidate.store.js';

/**
 * Begins a person's erasure: facts go at once, and the number leads to nobody; who it was goes once every service has said what
 * it erased (the archive may need it, see Erasures). All in one transaction: no crash leaves one without the other.
 */
@Injectable()
export class PersonErasure {
  constructor(
    private readonly candidates: CandidateStore,
    private readonly vault: Vault,
    private readonly resolutions: Resolutions,
    private readonly exports: AccessExports,
    private readonly reads: ReadLog,
    private readonly erasures: Erasures,
  ) {}

  async erase(target: Target): Promise<Done<Candidate>> {
    const { id, ifMatch, actor } = target;
    const also: RunOptions<Candidate>['also'] = (manager) => this.eraseRest(manager, id);
    // Whoever was never registered can have evidence under the number: version 0.
    const known =
      ifMatch === 0 &&
      actor.scope === 'any' &&
      (await this.candidates.find(id)) === null &&
      (await this.vault.read(id)) !== undefined;
    return known
      ? this.candidates.run({ id, decide: eraseUnregistered }, { also })
      : this.candidates.change(target, erase, { also });
  }

  /** Erases whoever a restored database still holds. Returns whether there was anybody. */
  async eraseAgain(manager: EntityManager, id: string): Promise<boolean> {
    const held = await manager.query<unknown[]>(
      `SELECT FROM candidate WHERE id = $1 AND status <> 'erased' UNION ALL SELECT FROM vault WHERE id = $1`,
      [id],
    );
    if (held.length === 0) return false;
    await this.candidates.runAll(manager, [{ id, decide: eraseUnregistered }]);
    await this.eraseRest(manager, id);
    return true;
  }

  private async eraseRest(manager: EntityManager, id: string): Promise<void> {
    await this.vault.detach(manager, id);
    await this.resolutions.erase(manager, id);
    // The hash of what was registered could be tried against guesses.
    await manager.query('DELETE FROM idempotency WHERE aggregate_id = $1', [id]);
    await manager.query('DELETE FROM release WHERE candidate = $1', [id]);
    await this.exports.erase(manager, id);
    await this.reads.forget(manager, id);
    await removeDeadLettersNaming(manager, id);
    await this.erasures.begin(manager, id);
  }
}
