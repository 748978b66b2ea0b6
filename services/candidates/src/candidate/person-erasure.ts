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
 * Starts the erasure of a person: deletes the facts at once, and detaches the number from the person. All of this is
 * one transaction, so that no crash leaves it half done. The identity is deleted after every service has given its
 * receipt, because the archive may need it (see Erasures).
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
    // A person who was never registered can have evidence under the number. The caller erases them with version 0.
    const known =
      ifMatch === 0 &&
      actor.scope === 'any' &&
      (await this.candidates.find(id)) === null &&
      (await this.vault.read(id)) !== undefined;
    return known
      ? this.candidates.run({ id, decide: eraseUnregistered }, { also })
      : this.candidates.change(target, erase, { also });
  }

  /** Erases a person whom a restored database still holds. Returns whether it held them. */
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
    // An idempotency row holds a hash of the registration, and guesses could be tested against it.
    await manager.query('DELETE FROM idempotency WHERE aggregate_id = $1', [id]);
    await manager.query('DELETE FROM release WHERE candidate = $1', [id]);
    await this.exports.erase(manager, id);
    await this.reads.forget(manager, id);
    await removeDeadLettersNaming(manager, id);
    await this.erasures.begin(manager, id);
  }
}
