import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedLogTransport, type Transport } from '@lotsen/messaging';
import { KafkaTransport } from '@lotsen/messaging/kafka';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { type ServiceName, serviceNames } from '@lotsen/platform/service-names';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { freePorts } from 'lotsen/ports';
import type { KeptProcess, OwnEnd } from './kept-process.js';
import type { TransportKind } from './plan.js';
import { kafkaOn, postgresOn, type Server } from './servers.js';
import { ServiceProcess } from './service-process.js';
import { Volume } from './volume.js';

const megabytes = { database: 360, broker: 200 };

/** A whole Lotsen in which every process can be ended. Database and broker have their data on small volumes. */
export class FaultySystem {
  readonly services: ReadonlyMap<ServiceName, ServiceProcess>;
  private stopped: Promise<void> | undefined;

  private constructor(
    readonly kind: TransportKind,
    readonly url: string,
    readonly issuer: Issuer,
    readonly database: Server,
    readonly broker: Server | undefined,
    readonly databaseVolume: Volume,
    readonly brokerVolume: Volume | undefined,
    env: Readonly<Record<string, string>>,
  ) {
    const base = Number(env.LOTSEN_PORT);
    this.services = new Map(
      serviceNames.map((name, at) => [name, new ServiceProcess(name, `http://127.0.0.1:${base + at}`, env)]),
    );
  }

  /** @param undo gets a step for each thing that is set up, so that it can be undone even if the start fails */
  static async start(kind: TransportKind, undo: (step: () => Promise<void>) => void): Promise<FaultySystem> {
    const folder = mkdtempSync(join(tmpdir(), 'lotsen-faults-'));
    undo(async () => rmSync(folder, { recursive: true, force: true }));
    await chmod(folder, 0o755);
    const mounted = (name: string, size: number) => {
      const volume = Volume.mount(join(folder, name), size);
      undo(async () => volume.remove());
      return volume;
    };
    const databaseVolume = mounted('database', megabytes.database);
    const database = await postgresOn(databaseVolume.folder, undo);
    let broker: Server | undefined;
    let brokerVolume: Volume | undefined;
    if (kind === 'kafka') {
      brokerVolume = mounted('broker', megabytes.broker);
      const data = join(brokerVolume.folder, 'data');
      broker = await kafkaOn(join(folder, 'kafka'), data, undo);
    }
    const issuer = await startIssuer();
    undo(async () => issuer.stop());
    const port = await freePorts(serviceNames.length);
    mkdirSync(join(folder, 'services'));
    const env = {
      LOTSEN_DATA: join(folder, 'services'),
      LOTSEN_PORT: String(port),
      LOTSEN_REQUESTS_A_MINUTE: '1000000',
      DATABASE_URL: database.address,
      ...(broker ? { KAFKA_BROKERS: broker.address } : {}),
      ...issuer.env,
    };
    const url = `http://127.0.0.1:${port}`;
    const system = new FaultySystem(kind, url, issuer, database, broker, databaseVolume, brokerVolume, env);
    undo(() => system.stopServices());
    await Promise.all([...system.services.values()].map((service) => service.start()));
    await system.heal();
    return system;
  }

  /** A new transport, with which the harness itself reads and writes the log. */
  transport(): Transport {
    return this.broker
      ? new KafkaTransport([this.broker.address], 'lotsen-faults')
      : new EmbeddedLogTransport(this.databaseUrl('lotsen_log'));
  }

  databaseUrl(name: string): string {
    return databaseUrlOf(this.database.address, name);
  }

  service(name: ServiceName): ServiceProcess {
    const service = this.services.get(name);
    if (!service) throw new Error(`There is no service ${name}.`);
    return service;
  }

  isService(process: string): boolean {
    return (serviceNames as readonly string[]).includes(process);
  }

  processes(): KeptProcess[] {
    return [this.database.process, ...(this.broker ? [this.broker.process] : []), ...this.services.values()];
  }

  /** Ends all faults, and resolves when every process runs and answers. */
  async heal(): Promise<void> {
    for (const volume of [this.databaseVolume, this.brokerVolume]) await volume?.makeRoom();
    for (const one of this.processes()) {
      one.signal('SIGCONT');
      await one.start();
    }
    await Promise.all(this.processes().map((one) => one.untilReady()));
  }

  /** The ends of processes that the harness did not cause, since the last call. */
  ownEnds(): OwnEnd[] {
    return this.processes().flatMap((one) => one.ownEnds());
  }

  private stopServices(): Promise<void> {
    this.stopped ??= Promise.all([...this.services.values()].map((one) => one.end('SIGKILL'))).then(() => undefined);
    return this.stopped;
  }
}
