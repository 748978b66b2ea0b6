import type { CompactTaxonomy } from '../compact.js';
import { fold } from '../fold.js';
import type { KinshipBasis } from '../types.js';
import type { Published } from './published.js';

/** What an occupation has of a feature, by name: a vector of length 1, so that a product of two is 0 to 1. */
type Vector = ReadonlyMap<string, number>;

/** One respect in which two occupations can be alike. */
export interface Feature {
  readonly basis: Exclude<KinshipBasis, 'neighbour'>;
  readonly weight: number;
  /** By position of the occupation. */
  readonly vectors: readonly Vector[];
  /** The skill that explains an entry of the vectors; an entry without one cannot be named to people. */
  readonly skillOf?: (entry: string) => string | undefined;
}

/** Chosen by hand on a coarse grid, by `npm run quality kinship`. */
const weights = { label: 0.35, escoSkills: 0.25, groupSkills: 0.2, digits: 0.1 };
/** How much of an ESCO occupation an occupation name is. */
const matchStrength: Readonly<Record<string, number>> = {
  exactMatch: 1,
  closeMatch: 0.8,
  narrowMatch: 0.6,
  broadMatch: 0.6,
};
/** An optional skill of an ESCO occupation counts half. */
const optional = 0.5;
/** Labels count half where nothing else supports them: Statist and Statistiker have only letters in common. */
const [unsupported, leastSupport] = [0.5, 0.03];
/** An occupation name without a match has the skills of the other names of its group, and they count half. */
const borrowed = 0.5;

/** What the published data says of each occupation name itself, without the published pairs. */
export function kinshipFeatures(taxonomy: CompactTaxonomy, published: Published): Feature[] {
  const skillOfEsco = explainingSkills(published, new Set(taxonomy.skills.map(([id]) => id)));
  const skillIds = taxonomy.skills.map(([id]) => id);
  return [
    {
      basis: 'skills',
      weight: weights.groupSkills,
      vectors: byRarity(
        taxonomy.occupations.map(
          ([, , group]) => new Map(taxonomy.skillsOfGroups[group]?.map((at) => [skillIds[at] as string, 1])),
        ),
      ),
      skillOf: (skill) => skill,
    },
    {
      basis: 'skills',
      weight: weights.escoSkills,
      vectors: withBorrowed(taxonomy, escoSkillsOf(taxonomy, published)),
      skillOf: (skill) => skillOfEsco.get(skill),
    },
    {
      basis: 'group',
      weight: weights.digits,
      vectors: taxonomy.occupations.map(([, , group]) => digitsOf(taxonomy.groups[group]?.[0] as string)),
    },
    {
      basis: 'label',
      weight: weights.label,
      vectors: byRarity(taxonomy.occupations.map(([, label]) => new Map(trigrams(label).map((one) => [one, 1])))),
    },
  ];
}

/** The product of two vectors. */
export function product(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [entry, weight] of a) sum += weight * (b.get(entry) ?? 0);
  return sum;
}

/** How alike each two occupations are in all features together, 0 to 1: by rows of `count` values. */
export function likenessOf(features: readonly Feature[], count: number): Float32Array {
  const likeness = productsOf(
    features.filter(({ basis }) => basis !== 'label'),
    count,
  );
  productsOf(
    features.filter(({ basis }) => basis === 'label'),
    count,
  ).forEach((labels, cell) => {
    const support = likeness[cell] as number;
    likeness[cell] = support + labels * (support < leastSupport ? unsupported : 1);
  });
  return likeness;
}

function productsOf(features: readonly Feature[], count: number): Float32Array {
  const products = new Float32Array(count * count);
  for (const { weight, vectors } of features) {
    const postings = new Map<string, [number, number][]>();
    vectors.forEach((vector, at) => {
      for (const [entry, value] of vector) {
        const list = postings.get(entry) ?? [];
        postings.set(entry, list);
        list.push([at, value]);
      }
    });
    for (const list of postings.values()) {
      for (const [one, a] of list) {
        const row = one * count;
        for (const [other, b] of list) products[row + other] = (products[row + other] as number) + weight * a * b;
      }
    }
  }
  return products;
}

/** Weights each entry by how rare it is, and gives each vector the length 1. An entry that all have weighs nothing. */
function byRarity(vectors: readonly Vector[]): Vector[] {
  const having = new Map<string, number>();
  for (const vector of vectors) for (const entry of vector.keys()) having.set(entry, (having.get(entry) ?? 0) + 1);
  return vectors.map((vector) => {
    const weighed = [...vector].map(
      ([entry, value]) => [entry, value * Math.log(vectors.length / (having.get(entry) as number))] as const,
    );
    const length = Math.hypot(...weighed.map(([, value]) => value)) || 1;
    return new Map(weighed.map(([entry, value]) => [entry, value / length]));
  });
}

/** Three letters in a row, the ends of words included: Swedish compounds share parts of words rather than words. */
function trigrams(label: string): string[] {
  return fold(label)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .map((word) => `<${word}>`)
    .flatMap((word) => Array.from({ length: word.length - 2 }, (_, at) => word.slice(at, at + 3)));
}

/** The skills that ESCO gives the occupations to which an occupation name is mapped. */
function escoSkillsOf(taxonomy: CompactTaxonomy, published: Published): Vector[] {
  const skills = new Map<string, [string, number][]>();
  for (const [occupation, skill, essential] of published.escoSkills ?? []) {
    const list = skills.get(occupation) ?? [];
    skills.set(occupation, list);
    list.push([skill, essential ? 1 : optional]);
  }
  return taxonomy.occupations.map(([id]) => {
    const vector = new Map<string, number>();
    const { matches } = published.occupationCrosswalk?.[`http://data.jobtechdev.se/taxonomy/concept/${id}`] ?? {};
    for (const [match, relation] of Object.entries(matches ?? {})) {
      const occupation = /\/esco\/occupation\/(.+)$/u.exec(match)?.[1] ?? '';
      for (const [skill, value] of skills.get(occupation) ?? []) {
        vector.set(skill, Math.max(vector.get(skill) ?? 0, value * (matchStrength[relation] ?? 0)));
      }
    }
    return vector;
  });
}

/** Almost half of the occupation names have no match: for them the mean of the other names of their group stands in. */
function withBorrowed(taxonomy: CompactTaxonomy, own: readonly Vector[]): Vector[] {
  const means = taxonomy.groups.map(() => new Map<string, number>());
  taxonomy.occupations.forEach(([, , group], at) => {
    const mean = means[group] as Map<string, number>;
    for (const [skill, value] of own[at] as Vector) mean.set(skill, (mean.get(skill) ?? 0) + value);
  });
  const isBorrowed = (at: number) => own[at]?.size === 0;
  const filled = taxonomy.occupations.map(([, , group], at) => (isBorrowed(at) ? means[group] : own[at]) as Vector);
  return byRarity(filled).map((vector, at) =>
    isBorrowed(at) ? new Map([...vector].map(([skill, value]) => [skill, value * borrowed])) : vector,
  );
}

/** The product of two such vectors is .1, .3, .6 and 1 for one to four digits in common. */
const digitsOf = (ssyk: string): Vector =>
  new Map([0.1, 0.2, 0.3, 0.4].map((share, at) => [ssyk.slice(0, at + 1), Math.sqrt(share)]));

/**
 * The JobTech skill in whose words an ESCO skill is named: the same, nearly the same, or a broader one. A narrower one
 * would say more than is known.
 */
function explainingSkills(published: Published, known: ReadonlySet<string>): Map<string, string> {
  const relations = ['exactMatch', 'closeMatch', 'broadMatch'];
  const best = new Map<string, string>();
  for (const relation of relations) {
    for (const [esco, skill, of] of published.skillCrosswalk ?? []) {
      if (of === relation && known.has(skill) && !best.has(esco)) best.set(esco, skill);
    }
  }
  return best;
}
