// How well the kinship of occupations finds the published pairs that it has not seen.
import { readFileSync } from 'node:fs';
import { OccupationSimilarity } from '../../libs/matching-engine/dist/similarity.js';
import { buildKinship, percentOf } from '../../libs/reference/dist/build/kinship.js';
import { KinshipScores, kinshipBase, pairsOf } from '../../libs/reference/dist/build/kinship-scores.js';
import { readPublished } from '../../libs/reference/dist/build/read-published.js';
import { buildTaxonomy } from '../../libs/reference/dist/build/taxonomy.js';

const shipped = new URL('../../libs/reference/data/kinship-2.json', import.meta.url);
const folds = 5;
const shown = 10;
/** The per cents between which the share of published pairs is counted. */
const limits = [8, 15, 20, 25, 30, 40, 50];
/** A published pair of 75 per cent gains three times as much as one of 25. */
const gainOf = (percentage) => percentage / 25;
const rounded = (value) => Math.round(value * 1000) / 1000;
const mean = (values) => rounded(values.reduce((sum, value) => sum + value, 0) / values.length);

/**
 * Occupations are in five folds by a hash of their id. The people of an occupation are the query "which jobs?", with the
 * pairs that are published from it; a job is the query "whose people?", with those that are published to it. While the
 * queries of a fold are answered,
 * - the figures proper hide every published pair, in either direction, that has an occupation of the fold in it, so a
 *   query has no pair at all. Four in five pairs are published in both directions, so anything less gives the answer away.
 * - `reverseVisible` hides the pairs on the query's side only, and the reverse ones stay.
 * - `otherGroups` is as the figures proper, but only of pairs between two SSYK groups: within a group another rule of the
 *   model decides, and there the table is not asked.
 * - `publishedAt` is the share of published pairs, in either grade, among such pairs from each per cent to the next.
 * Occupations without a published pair are no queries. Trainees' names, which have no kin, are neither queries nor found.
 */
export function kinship({ reference, context: { model }, short }, folder) {
  const published = readPublished(folder);
  const taxonomy = buildTaxonomy(published, 'measured');
  const base = kinshipBase(taxonomy, published, reference.licences);
  const isTrainee = (occupation) => base.trainees.has(occupation);
  const pairs = pairsOf(taxonomy).filter(([person, job]) => !isTrainee(person) && !isTrainee(job));
  const fold = taxonomy.occupations.map(([id]) => hash(id) % folds);
  const ssyk = taxonomy.occupations.map(([, , group]) => taxonomy.groups[group][0]);
  const candidates = [...fold.keys()].filter((occupation) => !isTrainee(occupation));
  const gains = [0, 1].map((query) => gainsOf(pairs, query));
  const estimate = new OccupationSimilarity(reference, model);
  const today = { of: (person, job) => estimate.estimate(ssyk[person], ssyk[job]) };
  const everywhere = () => true;
  const otherGroups = (one, other) => ssyk[one] !== ssyk[other];
  const bins = limits.map(() => ({ published: 0, all: 0 }));
  const [found, baseline] = [{}, {}];

  for (let at = 0; at < (short ? 1 : folds); at++) {
    const inFold = (occupation) => fold[occupation] === at;
    const without = (hidden) =>
      new KinshipScores(
        base,
        pairs.filter((pair) => !hidden(pair)),
      );
    const unseen = without((pair) => pair.slice(0, 2).some(inFold));
    for (const [query, side] of ['personToJob', 'jobToPerson'].entries()) {
      const measure = (into, name, scores, counts) => {
        into[name] ??= [];
        for (const [asked, known] of gains[query]) {
          if (!inFold(asked)) continue;
          const others = candidates.filter((other) => other !== asked && counts(asked, other));
          into[name].push(...ndcg(scores, query, asked, known, others));
        }
      };
      measure(found, side, unseen, everywhere);
      measure(found, `${side}OtherGroups`, unseen, otherGroups);
      const reverseVisible = without((pair) => inFold(pair[query]));
      measure(found, `${side}ReverseVisible`, reverseVisible, everywhere);
      measure(baseline, side, today, everywhere);
      measure(baseline, `${side}OtherGroups`, today, otherGroups);
    }
    for (const [person, known] of gains[0]) {
      for (const job of inFold(person) ? candidates : []) {
        if (!otherGroups(person, job)) continue;
        const percent = percentOf(unseen.of(person, job));
        const bin = bins[limits.findLastIndex((limit) => percent >= limit)];
        if (!bin) continue;
        bin.all += 1;
        if (known.has(job)) bin.published += 1;
      }
    }
  }
  const means = (of) => Object.fromEntries(Object.entries(of).map(([name, values]) => [name, mean(values)]));
  return {
    ...means(found),
    shippedAsComputed: isShipped(buildKinship(taxonomy, published, reference.licences)),
    publishedAt: Object.fromEntries(bins.map(({ published, all }, at) => [limits[at], rounded(published / all)])),
    baseline: { name: 'SSYK digits, shared group skills and words', ...means(baseline) },
    aim: { personToJob: 0.6, jobToPerson: 0.6 },
  };
}

/** For each occupation on the query's side of a pair, those on the other side with their gains. */
function gainsOf(pairs, query) {
  const gains = new Map();
  for (const pair of pairs) {
    const known = gains.get(pair[query]) ?? new Map();
    gains.set(pair[query], known.set(pair[1 - query], gainOf(pair[2])));
  }
  return gains;
}

/** The value of the first ten, if there is anything to find. */
function ndcg(scores, query, asked, known, others) {
  const ideal = others.map((other) => known.get(other) ?? 0).filter((gain) => gain > 0);
  if (ideal.length === 0) return [];
  const list = others.map((other) => ({
    other,
    score: query === 0 ? scores.of(asked, other) : scores.of(other, asked),
  }));
  // Ties, of which today's estimate is full, are broken by a hash.
  list.sort((a, b) => b.score - a.score || scattered(a.other) - scattered(b.other));
  const found = list.slice(0, shown).map(({ other }) => known.get(other) ?? 0);
  return [discounted(found) / discounted(ideal.sort((a, b) => b - a).slice(0, shown))];
}

const isShipped = ({ kin }) => JSON.stringify(kin) === JSON.stringify(JSON.parse(readFileSync(shipped, 'utf8')).kin);
const discounted = (gains) => gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);

const scattered = (position) => Math.imul(position + 1, 2654435761) >>> 0;

/** FNV-1a, mixed once more, because its lowest digits alone are uneven. */
function hash(text) {
  let value = 2166136261;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619);
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 8;
}
