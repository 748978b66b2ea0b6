// Whether a Swedish job title finds the ESCO occupation that the published crosswalk matches it with, by the very search
// that Lotsen offers, without the title's own entry of the crosswalk.
import { fold, ReferenceSearch } from '@lotsen/reference';

const depth = 100;
const rounded = (value) => Math.round(value * 1000) / 1000;

/**
 * Titles are asked in so many parts. The titles of a part, and whatever is labelled like one of them (the retired twin
 * of an occupation name), are hidden from the index that they are asked of.
 */
const parts = 20;

export function titles({ reference, short }) {
  const asked = [...reference.esco.titles()].filter(({ occupations }) => occupations.length > 0);
  const partOf = new Map(
    [...new Set(asked.map(({ label }) => fold(label)))].sort().map((label, at) => [label, at % parts]),
  );
  const search = new ReferenceSearch(reference);
  const ranks = { titles: [], current: [], labels: [] };
  const nothingElse = { synonyms: [], groups: [], skills: [], translations: [] };
  const labelsAlone = search.indexOf(
    reference.esco.occupations.map(({ id, label }) => ({ id, label, ...nothingElse })),
  );
  for (let part = 0; part < (short ? 2 : parts); part += 1) {
    const isHidden = (title) => partOf.get(fold(title.label)) === part;
    const index = search.escoIndex(isHidden);
    for (const title of asked.filter(isHidden)) {
      const right = new Set(title.occupations.map(({ id }) => id));
      const rankIn = (list) => 1 + list.findIndex(({ id }) => right.has(id)) || Number.POSITIVE_INFINITY;
      const rank = rankIn(index.search(title.label, depth));
      ranks.titles.push(rank);
      if (reference.occupation(title.id)?.retired === false) ranks.current.push(rank);
      ranks.labels.push(rankIn(labelsAlone.search(title.label, depth)));
    }
  }
  return {
    titles: ranks.titles.length,
    ...figuresOf(ranks.titles),
    inTaxonomyToday: { titles: ranks.current.length, ...figuresOf(ranks.current) },
    baseline: { name: 'the English labels alone', ...figuresOf(ranks.labels) },
    chance: chanceOf(asked, reference.esco.occupations.length),
    aim: { meanReciprocalRank: 0.62, firstTen: 0.78 },
  };
}

function figuresOf(ranks) {
  const mean = (values) => rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
  return {
    meanReciprocalRank: mean(ranks.map((rank) => 1 / rank)),
    first: mean(ranks.map((rank) => Number(rank === 1))),
    firstTen: mean(ranks.map((rank) => Number(rank <= 10))),
  };
}

/** How often ten of all occupations, drawn by chance, hold a right one. */
function chanceOf(asked, all) {
  const missed = asked.map(({ occupations }) => (1 - occupations.length / all) ** 10);
  return { firstTen: rounded(1 - missed.reduce((sum, value) => sum + value, 0) / missed.length) };
}
