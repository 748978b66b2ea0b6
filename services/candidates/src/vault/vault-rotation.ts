import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Vault } from './vault.js';

const logger = new Logger('vault');

/** After a start with a new key, encrypts and hashes again in the background what a former key wrote. */
@Injectable()
export class VaultRotation implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private stopping = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly vault: Vault) {}

  /** Runs before anything reads the vault. */
  onModuleInit(): Promise<void> {
    return this.vault.assertReadable();
  }

  onApplicationBootstrap(): void {
    this.running = this.run().catch((error: Error) =>
      logger.error(`The rotation of the vault's keys goes on at the next start: ${error.message}`),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async run(): Promise<void> {
    let rotated = 0;
    while (!this.stopping) {
      const batch = await this.vault.rotate();
      if (batch === 0) break;
      rotated += batch;
    }
    if (rotated > 0) logger.log(`${rotated} entries of the vault were written with the present key`);
  }
}
