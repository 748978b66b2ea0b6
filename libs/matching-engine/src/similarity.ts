import type { Kinship, Model, Reference } from '@lotsen/reference';

export interface Similarity {
  /** 0 to 100. */
  readonly percent: number;
  /** An estimate is shown as an estimate, and never decides a condition. */
  readonly basis: 'same' | 'published' | 'group' | 'estimate';
  /** What an estimate by the table of kinship rests on. */
  readonly kinship?: Pick<Kinship, 'basis' | 'through'>;
}

/** How similar a person's occupation is to a job's. Of the rules in `compute`, the first that applies decides. */
export class OccupationSimilarity {
  private readonly known = new Map<string, Map<string, Similarity>>();
  private readonly estimates = new Map<string, number>();

  constructor(
    private readonly reference: Reference,
    private readonly model: Model,
  ) {}

  between(person: string, job: string): Similarity {
    let jobs = this.known.get(person);
    if (!jobs) {
      jobs = new Map();
      this.known.set(person, jobs);
    }
    let similarity = jobs.get(job);
    if (!similarity) {
      similarity = this.compute(person, job);
      jobs.set(job, similarity);
    }
    return similarity;
  }

  private compute(person: string, job: string): Similarity {
    const { reference, model } = this;
    if (person === job) return { percent: model.similarity.same, basis: 'same' };
    const [from, to] = [reference.ssykOf(person), reference.ssykOf(job)];
    if (from === undefined || to === undefined) return { percent: 0, basis: 'estimate' };
    // The group of a retired name is itself an estimate, and a trainee does not count as trained in the group.
    const loose = [person, job].some((id) => reference.isTraineeName(id) || reference.occupation(id)?.retired);
    const jobIsGroup = reference.group(job) !== undefined;
    if (jobIsGroup && from === to && !loose) return { percent: model.similarity.same, basis: 'same' };
    const published = this.published(person, jobIsGroup ? to : undefined, job);
    if (published > 0) return { percent: published, basis: 'published' };
    if (from === to && !loose) return { percent: model.similarity.group, basis: 'group' };
    if (model.estimateBy !== undefined) return this.kinship(person, job);
    return { percent: this.estimate(from, to), basis: 'estimate' };
  }

  /**
   * From the table of kinship. If the job is a whole group, its closest occupation name counts; if the person's occupation
   * is one, the name of it that is least close.
   */
  private kinship(person: string, job: string): Similarity {
    const { reference } = this;
    const jobs = reference.namesIn([job]).map(({ id }) => id);
    const closest = reference.namesIn([person]).map(({ id }) => {
      const kin = reference.kinOf(id);
      return jobs.reduce<Kinship | undefined>((best, one) => {
        const other = kin.get(one);
        return other && other.percent > (best?.percent ?? 0) ? other : best;
      }, undefined);
    });
    const percents = closest.map((kin) => kin?.percent ?? 0);
    const least = closest[percents.indexOf(Math.min(...percents))];
    if (!least) return { percent: 0, basis: 'estimate' };
    const { percent, basis, through } = least;
    return { percent, basis: 'estimate', kinship: { basis, through } };
  }

  /** The published per cent. For a group: the highest of any of its occupation names, without trainee names. */
  private published(person: string, group: string | undefined, job: string): number {
    const pairs = this.reference.substitutes(person);
    if (group === undefined) return pairs.get(job) ?? 0;
    const names = this.reference.occupationsOf(group).filter((name) => !this.reference.isTraineeName(name.id));
    return names.reduce((best, name) => Math.max(best, pairs.get(name.id) ?? 0), 0);
  }

  private estimate(from: string, to: string): number {
    const key = `${from}>${to}`;
    const known = this.estimates.get(key);
    if (known !== undefined) return known;
    const estimate = this.computeEstimate(from, to);
    this.estimates.set(key, estimate);
    return estimate;
  }

  private computeEstimate(from: string, to: string): number {
    const { similarity } = this.model;
    let digits = 0;
    while (digits < 4 && from[digits] === to[digits]) digits++;
    const skills = share(this.reference.skillsOf(from), this.reference.skillsOf(to));
    const words = share(this.words(from), this.words(to));
    const percent =
      (similarity.kin[digits] as number) +
      Math.floor(similarity.sharedSkills * skills) +
      Math.floor(similarity.sharedWords * words);
    return Math.min(similarity.estimateMost, percent);
  }

  private words(ssyk: string): string[] {
    return wordsOf(this.reference.group(ssyk)?.label ?? '');
  }
}

/** The Jaccard index, 0 to 1. */
function share(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  if (all.size === 0) return 0;
  const others = new Set(b);
  return [...new Set(a)].filter((x) => others.has(x)).length / all.size;
}

/** The words of a label, in lower case. Words of up to three letters are left out, because they say too little. */
export function wordsOf(label: string): string[] {
  return label
    .toLowerCase()
    .split(/[^a-zåäöé]+/u)
    .filter((word) => word.length > 3);
}

/** Whether a similarity is high enough to count as experience of the job. An estimate never is. */
export function isExperienceIn({ basis, percent }: Similarity, { model }: { readonly model: Model }): boolean {
  return basis !== 'estimate' && percent >= model.experienceMet;
}
