import type { ErasureReceipt } from '@lotsen/contracts';
import { SETTINGS, type Settings } from '@lotsen/platform';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ErasedList } from '../erasure/erased-list.js';
import { Erasures } from '../erasure/erasures.js';
import { PersonErasure } from './person-erasure.js';

/**
 * Erases again every person who was erased after the backup from which this database was restored. The list beside the
 * database and the receipts of other services name these persons.
 */
@Injectable()
export class ErasedAgain implements OnApplicationBootstrap {
  private readonly list: ErasedList;

  constructor(
    private readonly source: DataSource,
    private readonly persons: PersonErasure,
    private readonly erasures: Erasures,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.list = new ErasedList(settings.archiveFolder);
  }

  /** Runs before the service publishes events and before it accepts requests. */
  async onApplicationBootstrap(): Promise<void> {
    const listed = this.list.all();
    const known = new Set(await this.erasures.all());
    const again = listed.filter((id) => !known.has(id));
    let count = 0;
    for (const id of again) {
      if (await this.source.transaction((manager) => this.persons.eraseAgain(manager, id))) count += 1;
    }
    if (count > 0)
      new Logger('erasure').warn(`${count} persons who had been erased since the backup were erased again`);
    // Adds the erasures from before the list was kept, or while it was lost.
    this.list.add([...known].filter((id) => !listed.includes(id)));
  }

  /** A receipt for a person who is not erased here shows that this database is older than the erasure. */
  async receive(manager: EntityManager, receipt: ErasureReceipt): Promise<void> {
    if (!(await this.erasures.isKnown(manager, receipt.id)) && (await this.persons.eraseAgain(manager, receipt.id))) {
      new Logger('erasure').warn('A person who had been erased since the backup was erased again');
    }
    await this.erasures.receive(manager, receipt);
  }
}
