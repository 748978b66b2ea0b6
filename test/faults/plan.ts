import type { ServiceName } from '@lotsen/platform';
import { Generator } from '@lotsen/platform/generator';

/** Listed here, so that a plan imports nothing of the services. */
const services: readonly ServiceName[] = ['portal', 'candidates', 'validations', 'vacancies', 'placements', 'matching'];

export const transports = ['embedded', 'kafka'] as const;
export type TransportKind = (typeof transports)[number];

/** The commands, and how frequent each is relative to the others. */
const commandWeights = {
  register: 8,
  'change-facts': 14,
  pause: 4,
  resume: 4,
  erase: 4,
  publish: 7,
  'change-vacancy': 10,
  'withdraw-vacancy': 3,
  post: 4,
  'change-placement': 6,
  'withdraw-placement': 2,
  'log-outcome': 8,
  'correct-outcome': 8,
  'withdraw-outcome': 4,
  propose: 12,
} as const;
export type CommandKind = keyof typeof commandWeights;

/** One command of a worker. `which` chooses among the aggregates that exist when it runs. */
export interface PlannedCommand {
  readonly kind: CommandKind;
  /** From 0 up to 1: the position among the aggregates that the command could be sent for. */
  readonly which: number;
  /** The seed of its content. */
  readonly content: number;
  readonly pauseMs: number;
}

export const faultKinds = [
  'kill-service',
  'pause-service',
  'deliver-twice',
  'kill-database',
  'restart-database',
  'kill-broker',
  'restart-broker',
  'pause-broker',
  'fill-database-volume',
  'fill-broker-volume',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface PlannedFault {
  readonly kind: FaultKind;
  readonly service: ServiceName;
  /** Milliseconds after the beginning of the round. */
  readonly atMs: number;
  /** Milliseconds until the process is started again or continues, or the volume has room again. */
  readonly lastsMs: number;
  /** How many records of each partition are delivered again. */
  readonly records: number;
}

/** A record that no service can consume. */
export interface PlantedRecord {
  readonly what: 'no-json' | 'other-schema' | 'no-event';
  /** From 0 up to 1: the position among the topics. */
  readonly which: number;
  readonly atMs: number;
}

export interface RoundPlan {
  readonly seed: number;
  /** One list for each worker. */
  readonly commands: readonly (readonly PlannedCommand[])[];
  readonly faults: readonly PlannedFault[];
  readonly planted: readonly PlantedRecord[];
}

const workers = 6;
const commandsEach = 8;
const windowMs = 2500;

const faultWeights: Readonly<Record<TransportKind, Readonly<Record<FaultKind, number>>>> = {
  embedded: {
    'kill-service': 6,
    'pause-service': 4,
    'deliver-twice': 4,
    'kill-database': 2,
    'restart-database': 2,
    'fill-database-volume': 2,
    'kill-broker': 0,
    'restart-broker': 0,
    'pause-broker': 0,
    'fill-broker-volume': 0,
  },
  kafka: {
    'kill-service': 5,
    'pause-service': 4,
    'deliver-twice': 3,
    'kill-database': 2,
    'restart-database': 1,
    'fill-database-volume': 1,
    'kill-broker': 2,
    'restart-broker': 1,
    'pause-broker': 2,
    'fill-broker-volume': 1,
  },
};

/** All that happens in a round. Only the seed decides it. */
export function planOf(seed: number, transport: TransportKind): RoundPlan {
  const random = new Generator(seed);
  const commands = Array.from({ length: workers }, () =>
    Array.from({ length: commandsEach }, () => ({
      kind: random.weighed(commandWeights),
      which: random.next(),
      content: random.between(0, 2 ** 31 - 1),
      pauseMs: random.between(0, (2 * windowMs) / commandsEach),
    })),
  );
  const faults = Array.from({ length: random.between(1, 3) }, () => faultOf(random, transport));
  const planted = Array.from({ length: random.between(0, 2) }, () => ({
    what: random.pick(['no-json', 'other-schema', 'no-event'] as const),
    which: random.next(),
    atMs: random.between(0, windowMs),
  }));
  return { seed, commands, faults: faults.sort((a, b) => a.atMs - b.atMs), planted };
}

function faultOf(random: Generator, transport: TransportKind): PlannedFault {
  const kind = random.weighed(faultWeights[transport]);
  return {
    kind,
    service: random.pick(services),
    atMs: random.between(100, windowMs),
    lastsMs: lastsMsOf(kind, random),
    records: random.between(1, 40),
  };
}

function lastsMsOf(kind: FaultKind, random: Generator): number {
  if (kind.startsWith('pause')) return random.chance(0.05) ? 12_000 : random.between(500, 4000);
  if (kind.startsWith('fill')) return random.between(500, 2500);
  return random.between(0, 800);
}
