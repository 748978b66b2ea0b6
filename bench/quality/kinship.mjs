// How well the kinship of occupations finds the published pairs that it has not seen.
import { OccupationSimilarity } from '../../libs/matching-engine/dist/similarity.js';
import { percentOf } from '../../libs/reference/dist/build/kinship.js';
import { KinshipScores, kinshipBase, pairsOf } from '../../libs/reference/dist/build/kinship-scores.js';
import { readPublished } from '../../libs/reference/dist/build/read-published.js';
import { buildTaxonomy } from '../../libs/reference/dist/build/taxonomy.js';

const folds = 5;
const shown = 10;
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
 * Occupations without a published pair are no queries. Trainees' names, which have no kin, are neither queries nor found.
 */
export function kinship({ reference, context: { model } }, folder) {
  const published = readPublished(folder);
  const taxonomy = buildTaxonomy(published, 'measured');
  const base = kinshipBase(taxonomy, published, reference.licences);
  const isTrainee = (occupation) => base.trainees.has(occupation);
  const pairs = pairsOf(taxonomy).filter(([person, job]) => !isTrainee(person) && !isTrainee(job));
  const fold = taxonomy.occupations.map(([id]) => hash(id) % folds);
  const ssyk = taxonomy.occupations.map(([, , group]) => taxonomy.groups[group][0]);
  const without = (hidden) =>
    Array.from(
      { length: folds },
      (_, at) =>
        new KinshipScores(
          base,
          pairs.filter((pair) => !hidden(pair, at)),
        ),
    );
  const inFold = (occupation, at) => fold[occupation] === at;
  const unseen = without(([person, job], at) => inFold(person, at) || inFold(job, at));
  const sides = {
    personToJob: { query: 0, seen: without(([person], at) => inFold(person, at)) },
    jobToPerson: { query: 1, seen: without(([, job], at) => inFold(job, at)) },
  };
  const estimate = new OccupationSimilarity(reference, model);
  const today = { of: (person, job) => estimate.estimate(ssyk[person], ssyk[job]) };

  const gains = [0, 1].map((query) => {
    const queries = new Map();
    for (const pair of pairs) {
      const known = queries.get(pair[query]) ?? new Map();
      queries.set(pair[query], known.set(pair[1 - query], gainOf(pair[2])));
    }
    return queries;
  });
  const ndcg = (scores, query, counts = () => true) => {
    const values = [...gains[query]].flatMap(([asked, known]) => {
      const may = (other) => other !== asked && !isTrainee(other) && counts(asked, other);
      const ideal = [...known].filter(([other]) => may(other)).map(([, gain]) => gain);
      if (ideal.length === 0) return [];
      const method = scores[fold[asked]];
      const list = [];
      for (let other = 0; other < base.count; other++) {
        const score = may(other) && (query === 0 ? method.of(asked, other) : method.of(other, asked));
        if (score > 0) list.push({ other, score });
      }
      // Ties, of which today's estimate is full, are broken by a hash.
      list.sort((a, b) => b.score - a.score || scattered(a.other) - scattered(b.other));
      const found = list.slice(0, shown).map(({ other }) => known.get(other) ?? 0);
      return [discounted(found) / discounted(ideal.sort((a, b) => b - a).slice(0, shown))];
    });
    return mean(values);
  };
  const otherGroups = (one, other) => ssyk[one] !== ssyk[other];
  const figures = (side) => ({
    [side]: ndcg(unseen, sides[side].query),
    [`${side}OtherGroups`]: ndcg(unseen, sides[side].query, otherGroups),
    [`${side}ReverseVisible`]: ndcg(sides[side].seen, sides[side].query),
  });
  const old = Array(folds).fill(today);
  return {
    ...figures('personToJob'),
    ...figures('jobToPerson'),
    publishedAt: calibration(unseen, { count: base.count, pairs, fold, counts: otherGroups }),
    baseline: {
      name: 'SSYK digits, shared group skills and words',
      personToJob: ndcg(old, 0),
      personToJobOtherGroups: ndcg(old, 0, otherGroups),
      jobToPerson: ndcg(old, 1),
      jobToPersonOtherGroups: ndcg(old, 1, otherGroups),
    },
    aim: { personToJob: 0.6, jobToPerson: 0.6 },
  };
}

const discounted = (gains) => gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);

/**
 * Of the pairs that were given a per cent from each limit to the next, the share that is published, in either grade. Only
 * people's occupations with a published pair are asked: of the others nothing is known.
 */
function calibration(unseen, { count, pairs, fold, counts }) {
  const limits = [8, 15, 20, 25, 30, 40, 50];
  const published = new Set(pairs.map(([person, job]) => `${person}>${job}`));
  const bins = limits.map(() => ({ published: 0, all: 0 }));
  for (const person of new Set(pairs.map(([one]) => one))) {
    for (let job = 0; job < count; job++) {
      if (job === person || !counts(person, job)) continue;
      const percent = percentOf(unseen[fold[person]].of(person, job));
      const bin = bins[limits.findLastIndex((limit) => percent >= limit)];
      if (!bin) continue;
      bin.all += 1;
      if (published.has(`${person}>${job}`)) bin.published += 1;
    }
  }
  return Object.fromEntries(bins.map((bin, at) => [limits[at], rounded(bin.published / bin.all)]));
}

const scattered = (position) => Math.imul(position + 1, 2654435761) >>> 0;

/** FNV-1a, mixed once more, because its lowest digits alone are uneven. */
function hash(text) {
  let value = 2166136261;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619);
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 8;
}
