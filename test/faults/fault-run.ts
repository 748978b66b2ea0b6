import { homeCare } from '@lotsen/testing/concepts';
import { Client, organisations } from './client.js';
import { compactSoon } from './compaction.js';
import { Ledger } from './ledger.js';
import { LogReader } from './log-reader.js';
import type { TransportKind } from './plan.js';
import { isPlanted } from './planting.js';
import { FaultySystem } from './system.js';

/** A running system, and what the harness knows of it, kept from round to round. */
export class FaultRun {
  readonly ledger = new Ledger();
  private keys = 0;
  private plantedSoFar = 0;

  private constructor(
    readonly system: FaultySystem,
    readonly client: Client,
    readonly reader: LogReader,
    /** The validation profile of every outcome. */
    readonly profile: string,
  ) {}

  static async set(kind: TransportKind, undo: (step: () => Promise<void>) => void): Promise<FaultRun> {
    const system = await FaultySystem.start(kind, undo);
    if (system.broker) await compactSoon(system.broker.address);
    const client = new Client(system.url, system.issuer);
    const reader = new LogReader(system.transport(), isPlanted);
    await reader.start();
    undo(() => reader.stop());
    return new FaultRun(system, client, reader, await furnish(client));
  }

  nextKey(): string {
    this.keys += 1;
    return `faults-${this.keys}`;
  }

  nextPlanted(): number {
    this.plantedSoFar += 1;
    return this.plantedSoFar;
  }
}

/** Registers the organisations, and publishes the validation profile. @returns the id of the profile */
async function furnish(client: Client): Promise<string> {
  for (const [kind, id] of Object.entries(organisations)) {
    const body = { id, name: `Test: ${kind}`, kinds: [kind] };
    const { status } = await client.send('administrator', 'POST', '/v1/portal/organisations', { body });
    if (status !== 201) throw new Error(`The organisation ${kind} was not registered: ${status}`);
  }
  const profile = {
    name: 'Testprofil',
    process: 'komvux',
    saidBy: 'Testet',
    units: [{ unit: 'F1', label: 'Del', skills: [homeCare] }],
  };
  const answer = await client.send('learning-centre', 'POST', '/v1/validations/profiles', { body: profile });
  if (answer.status !== 201) throw new Error(`The profile was not published: ${answer.status}`);
  return String(answer.body.id);
}
