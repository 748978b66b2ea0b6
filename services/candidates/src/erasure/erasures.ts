import type { Erasure } from '@lotsen/api';
import { type ErasureReceipt, receiptTopics } from '@lotsen/contracts';
import { archive, CLOCK, type Clock, SETTINGS, type Settings } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Vault } from '../vault/vault.js';
import { ErasedList } from './erased-list.js';

/** The services that hold personal data. Each gives a receipt when it has erased a person. */
const services = receiptTopics.map(({ producer }) => producer);

interface Row {
  candidate: string;
  requested_at: Date;
  completed_at: Date | null;
  receipts: Record<string, ErasureReceipt>;
}

/** Follows each erasure until every service has given its receipt. Only then is the identity deleted from the vault. */
@Injectable()
export class Erasures {
  private readonly erasedList: ErasedList;

  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.erasedList = new ErasedList(settings.archiveFolder);
  }

  /** The ids of all persons whose erasure was requested. */
  async all(): Promise<string[]> {
    return (await this.source.query<Row[]>('SELECT candidate FROM erasure')).map(({ candidate }) => candidate);
  }

  async isKnown(manager: EntityManager, candidate: string): Promise<boolean> {
    return (await manager.query<unknown[]>('SELECT FROM erasure WHERE candidate = $1', [candidate])).length > 0;
  }

  /** Appends to the erased list first: the list then has every committed erasure, even if this database is lost. */
  async begin(manager: EntityManager, candidate: string): Promise<void> {
    this.erasedList.add([candidate]);
    await manager.query('INSERT INTO erasure (candidate, requested_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      candidate,
      this.clock().toISOString(),
    ]);
  }

  /**
   * Records a receipt, and completes the erasure if none is missing. A receipt for a person whom this database does not
   * know as erased completes nothing.
   */
  async receive(manager: EntityManager, receipt: ErasureReceipt): Promise<void> {
    const [row] = (
      await manager.query<[Row[], number]>(
        `UPDATE erasure SET receipts = receipts || jsonb_build_object($2::text, $3::jsonb)
         WHERE candidate = $1 RETURNING *`,
        [receipt.id, receipt.service, JSON.stringify(receipt)],
      )
    )[0];
    if (!row || row.completed_at || missingOf(row).length > 0) return;
    const archived = Object.values(row.receipts).reduce((sum, one) => sum + one.archived, 0);
    // Services archived public documents under the random id. Only the archive records whose id it was.
    if (archived > 0) await this.archiveIdentity(receipt.id);
    await this.vault.forget(manager, receipt.id);
    await manager.query('UPDATE erasure SET completed_at = $2 WHERE candidate = $1', [
      receipt.id,
      this.clock().toISOString(),
    ]);
  }

  async find(candidate: string): Promise<Erasure | undefined> {
    const [row] = await this.source.query<Row[]>('SELECT * FROM erasure WHERE candidate = $1', [candidate]);
    return row && stateOf(row);
  }

  /** Newest first. */
  async list(): Promise<Erasure[]> {
    const rows = await this.source.query<Row[]>(
      'SELECT * FROM erasure ORDER BY requested_at DESC, candidate LIMIT 200',
    );
    return rows.map(stateOf);
  }

  private async archiveIdentity(candidate: string): Promise<void> {
    const identity = await this.vault.read(candidate);
    if (!identity) return;
    const { name, number } = identity;
    archive(this.settings.archiveFolder, candidate, 'person', { candidate, name, number });
  }
}

const missingOf = (row: Row) => services.filter((service) => !row.receipts[service]);

function stateOf(row: Row): Erasure {
  return {
    candidate: row.candidate,
    requestedAt: row.requested_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
    receipts: Object.values(row.receipts).map(({ service, erased, deadLetters, archived, reached }) => ({
      service,
      erased,
      deadLetters,
      archived,
      at: reached.erased ?? '',
    })),
    missing: missingOf(row),
  };
}
