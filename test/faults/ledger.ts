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

/** An aggregate in the state that it must have, according to the acknowledged changes. */
export interface Known {
  readonly kind: Kind;
  readonly id: string;
  /** The last version that was acknowledged or read. */
  version: number;
  status: string;
  /** The part of the content that the last change set. It distinguishes that change from others. */
  mark: string;
  /** A worker is changing it now. */
  busy: boolean;
  /** No more commands will be sent for it. */
  over: boolean;
  /** Of an outcome or a proposal: the person. */
  readonly candidate: string | null;
  /** Of a proposal: the vacancy or placement. */
  readonly target: string | null;
  /** Of a vacancy or placement: how many persons it has room for. */
  readonly room: number;
  /** How many changes were acknowledged, including its creation. */
  acknowledged: number;
}

export interface Acknowledged {
  readonly kind: Kind;
  readonly id: string;
  readonly version: number;
  readonly what: string;
}

/** All changes that the system has acknowledged since its start, and the states that must follow from them. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  /** What is wrong according to the answers alone. */
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
