import type { CompactTaxonomy } from '../compact.js';
import type { LicenceRule } from '../types.js';
import { type Feature, kinshipFeatures, likenessOf } from './kinship-features.js';
import type { Published } from './published.js';

/** Chosen by hand on a coarse grid, by `npm run quality kinship`. */
const scale = {
  /** Of the occupations that are most like one, so many are asked for their published pairs. */
  neighbours: 10,
  /** Likeness counts to this power, so that a few very like occupations outweigh many that are a little like. */
  power: 3,
  /** How much the likeness of the two counts itself, beside that of neighbours. */
  direct: 1.5,
  /** How much a chain of two published pairs counts. */
  chain: 0.1,
  /**
   * How much a pair counts, of either grade, that is published in the other direction only, if the job asks for no more
   * than the person's occupation: doctors can sell medicines, but not the reverse.
   */
  otherDirection: 0.5,
  /**
   * What is left of a connection between two occupations that are not alike at all, and from which likeness on nothing is
   * lost. The published pairs have wide circles in them, such as all engineers with all foremen.
   */
  unlike: 0.5,
  alikeEnough: 0.15,
  /** What is left where the publisher has pairs of the person's and of the job's occupation, and this is none of them. */
  silence: 0.4,
};
/** Below this likeness two occupations have nothing to do with each other. */
const leastLikeness = 0.05;

/** A published pair: the positions of the person's occupation and of the job, and the per cent (75 or 25). */
export type Pair = readonly [person: number, job: number, percentage: number];

/** What scores are computed from, apart from the published pairs. */
export interface KinshipBase {
  readonly taxonomy: CompactTaxonomy;
  readonly features: readonly Feature[];
  readonly count: number;
  /** Trainees' names have no kin: what they can do is what is published of them. */
  readonly trainees: ReadonlySet<number>;
  /** By rows of `count`. */
  readonly likeness: Float32Array;
  /** For each occupation those that are like it, the likest first. */
  readonly alike: readonly (readonly number[])[];
  readonly asksNoMore: (job: number, person: number) => boolean;
}

export function kinshipBase(
  taxonomy: CompactTaxonomy,
  published: Published,
  licences: readonly LicenceRule[],
): KinshipBase {
  const count = taxonomy.occupations.length;
  const features = kinshipFeatures(taxonomy, published);
  const trainees = new Set(taxonomy.traineeNames);
  const likeness = likenessOf(features, count);
  const alike = taxonomy.occupations.map((_, one) => {
    const row = likeness.subarray(one * count, (one + 1) * count);
    return [...row.keys()]
      .filter((other) => other !== one && !trainees.has(other) && at(row, other) > leastLikeness)
      .sort((a, b) => at(row, b) - at(row, a) || a - b);
  });
  return { taxonomy, features, count, trainees, likeness, alike, asksNoMore: demandsOf(taxonomy, licences) };
}

/** Compares the level of qualification, which the first digit of SSYK stands for, and the licences that law demands. */
function demandsOf(taxonomy: CompactTaxonomy, licences: readonly LicenceRule[]): KinshipBase['asksNoMore'] {
  const levels = [2, 4, 4, 3, 2, 2, 2, 2, 2, 1];
  const demands = taxonomy.occupations.map(([id, , group]) => {
    const ssyk = taxonomy.groups[group]?.[0] as string;
    const rules = licences.filter(
      ({ groups, occupations, exempt }) => (groups.includes(ssyk) || occupations.includes(id)) && !exempt.includes(id),
    );
    return { level: levels[Number(ssyk[0])] as number, rules: new Set(rules) };
  });
  return (job, person) => {
    const [asked, had] = [demands[job], demands[person]] as [(typeof demands)[number], (typeof demands)[number]];
    return asked.level <= had.level && [...asked.rules].every((rule) => had.rules.has(rule));
  };
}

export function pairsOf({ substitutes }: CompactTaxonomy): Pair[] {
  return Array.from({ length: substitutes.length / 3 }, (_, row) => substitutes.slice(row * 3, row * 3 + 3) as never);
}

/**
 * How near each job is to each person's occupation, by rows of `count`: the likeness of the two, and what the published
 * pairs of other occupations say. `pairs` need not be all: the quality is measured with some left out.
 */
export class KinshipScores {
  private readonly connected: Float32Array;
  private readonly strongest: Float32Array;
  private readonly through: Int16Array;
  private readonly jobsOf: readonly Map<number, number>[];
  private readonly peopleOf: readonly Map<number, number>[];

  constructor(
    private readonly base: KinshipBase,
    pairs: readonly Pair[],
  ) {
    const { count, trainees } = base;
    this.connected = new Float32Array(count * count);
    this.strongest = new Float32Array(count * count);
    this.through = new Int16Array(count * count).fill(-1);
    this.jobsOf = base.taxonomy.occupations.map(() => new Map());
    this.peopleOf = base.taxonomy.occupations.map(() => new Map());
    for (const [person, job, percentage] of pairs) {
      if (trainees.has(person) || trainees.has(job)) continue;
      this.jobsOf[person]?.set(job, percentage / 75);
      this.peopleOf[job]?.set(person, percentage / 75);
    }
    for (let one = 0; one < count; one++) this.connectBy(one);
  }

  /** 0 if the two have nothing to do with each other. */
  of(person: number, job: number): number {
    const isSilent = this.jobsOf[person]?.size && this.peopleOf[job]?.size && !this.isPublished(person, job);
    return (this.direct(person, job) + this.connection(person, job)) * (isSilent ? scale.silence : 1);
  }

  /** The occupation that connects the two best, if the published pairs say more of them than their likeness does. */
  neighbour(person: number, job: number): number | undefined {
    const isStronger = this.connection(person, job) > this.direct(person, job);
    return isStronger ? this.through[this.cell(person, job)] : undefined;
  }

  isPublished(person: number, job: number): boolean {
    return this.jobsOf[person]?.has(job) ?? false;
  }

  private direct(person: number, job: number): number {
    return scale.direct * at(this.base.likeness, this.cell(person, job)) ** scale.power;
  }

  private connection(person: number, job: number): number {
    const cell = this.cell(person, job);
    const alike = Math.min(1, at(this.base.likeness, cell) / scale.alikeEnough);
    return at(this.connected, cell) * (scale.unlike + (1 - scale.unlike) * alike);
  }

  private connectBy(one: number) {
    const { alike, likeness } = this.base;
    const nearest = (having: readonly Map<number, number>[]) =>
      (alike[one] as number[]).filter((other) => having[other]?.size).slice(0, scale.neighbours);
    for (const other of nearest(this.jobsOf)) {
      const strength = at(likeness, this.cell(one, other)) ** scale.power;
      for (const [job, grade] of this.jobsOf[other] as Map<number, number>) {
        this.connect(one, job, other, strength * grade);
      }
    }
    for (const other of nearest(this.peopleOf)) {
      const strength = at(likeness, this.cell(one, other)) ** scale.power;
      for (const [person, grade] of this.peopleOf[other] as Map<number, number>) {
        this.connect(person, one, other, strength * grade);
      }
    }
    for (const [between, first] of this.jobsOf[one] as Map<number, number>) {
      for (const [job, second] of this.jobsOf[between] as Map<number, number>) {
        this.connect(one, job, between, scale.chain * first * second);
      }
    }
    for (const job of (this.peopleOf[one] as Map<number, number>).keys()) {
      if (this.base.asksNoMore(job, one)) this.connect(one, job, job, scale.otherDirection);
    }
  }

  private connect(person: number, job: number, through: number, strength: number) {
    if (person === job) return;
    const cell = this.cell(person, job);
    this.connected[cell] = at(this.connected, cell) + strength;
    if (strength <= at(this.strongest, cell)) return;
    this.strongest[cell] = strength;
    this.through[cell] = through;
  }

  private cell(person: number, job: number): number {
    return person * this.base.count + job;
  }
}

const at = (values: Float32Array, position: number) => values[position] as number;
