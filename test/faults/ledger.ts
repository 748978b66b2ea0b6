import { type Topic, topics } from '@lotsen/contracts';

export const kinds = ['person', 'vacancy', 'placement', 'outcome', 'proposal'] as const;
export type Kind = (typeof kinds)[number];

export const topicOf: Readonly<Record<Kind, Topic>> = {
  person: topics.candidateProfile,
  vacancy: topics.vacancy,
  placement: topics.placement,
  outcome: topics.validationOutcome,
  proposal: topics.proposal,
};

/** An aggregate as it has to be, by what was acknowledged. */
export interface Known {
  readonly kind: Kind;
  readonly id: string;
  /** The last that was acknowledged or read. */
  version: number;
  status: string;
  /** What its changes were recognised by: of its content the part that the last one set. */
  mark: string;
  /** Somebody changes it just now. */
  busy: boolean;
  /** Nothing more will be asked of it. */
  over: boolean;
  /** Of an outcome or a proposal: whose it is. */
  readonly candidate: string | null;
  /** Of a proposal: the vacancy or placement. */
  readonly target: string | null;
  /** Of a vacancy or placement: how many can have it. */
  readonly room: number;
  /** How many changes were acknowledged, its creation counted in. */
  acknowledged: number;
}

export interface Acknowledged {
  readonly kind: Kind;
  readonly id: string;
  readonly version: number;
  readonly what: string;
}

/** All that the system has acknowledged since it began, and what has to be true because of that. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  /** What an answer itself showed to be wrong. */
  readonly violations: string[] = [];
  private readonly known = new Map<string, Known>();

  add(known: Known): void {
    if (this.known.has(known.id)) this.violations.push(`${known.kind} ${known.id} was created twice under one id`);
    this.known.set(known.id, known);
  }

  get(id: string): Known | undefined {
    return this.known.get(id);
  }

  all(kind: Kind): Known[] {
    return [...this.known.values()].filter((one) => one.kind === kind);
  }

  living(kind: Kind): Known[] {
    return this.all(kind).filter(({ over }) => !over);
  }

  acknowledge(known: Known, version: number, what: string): void {
    known.version = version;
    known.acknowledged += 1;
    this.acknowledged.push({ kind: known.kind, id: known.id, version, what });
  }

  isErased(candidate: string | null): boolean {
    return candidate !== null && this.known.get(candidate)?.status === 'erased';
  }
}
