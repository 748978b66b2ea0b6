// What the lists are worth, measured on published ads. Each measure gives figures, their aims, and a baseline beside.
import { assess, contextOf, prepareCandidate, prepareTarget, standingOf } from '@lotsen/matching-engine';
import { licencesByLaw, personOf, unlicensed } from './people.mjs';

/** As first shown, a list has ten entries. */
const shown = 10;
const rounded = (value) => Math.round(value * 1000) / 1000;
const share = (part, whole) => (whole === 0 ? null : rounded(part / whole));

/** Ads, the lists of the people made from them, and the context of the engine: computed once for all measures. */
export function prepared(ads, reference, model, asOf) {
  const context = contextOf(reference, model, asOf);
  const targets = ads.map(({ target }) => prepareTarget(target, context));
  const people = ads.map((ad) => prepareCandidate(personOf(ad, reference, asOf), context));
  const lists = people.map((person, at) => {
    const list = listFor(person, targets, context);
    return { list, own: list.find(({ target }) => target === targets[at].facts.id) };
  });
  return { ads, reference, asOf, context, targets, lists };
}

/** Every target that is not out for the person, best first: as a list orders them (listed before near). */
function listFor(person, targets, context) {
  return targets
    .map((target) => assess(person, target, context))
    .filter(({ verdict }) => verdict !== 'out')
    .map((assessment) => ({ ...assessment, ...standingOf(assessment, person, context.model) }))
    .sort(order);
}

/** As people read the lists: what links come first, of these what is listed, and each list best first. */
const isNear = ({ verdict }) => Number(verdict === 'near');
const order = (a, b) =>
  Number(b.linked) - Number(a.linked) ||
  isNear(a) - isNear(b) ||
  (isNear(a) ? a.unmet - b.unmet || b.worth - a.worth : 0) ||
  b.score - a.score ||
  b.met - a.met;

/** Nobody without a licence that law demands meets the requirements. */
export function licence({ ads, reference, asOf, context, targets }) {
  let regulated = 0;
  const passed = {};
  ads.forEach(({ target }, at) => {
    if (licencesByLaw(target, reference).length === 0) return;
    regulated += 1;
    for (const facts of unlicensed(target, reference, asOf)) {
      const { verdict } = assess(prepareCandidate(facts, context), targets[at], context);
      if (verdict === 'eligible' || verdict === 'to-clarify') passed[facts.id] = (passed[facts.id] ?? 0) + 1;
    }
  });
  const most = Math.max(0, ...Object.values(passed));
  return { regulatedAds: regulated, listedWithoutLicence: passed, worst: most, aim: { worst: 0 } };
}

/**
 * A person made from an ad's own requirements finds that ad. Exact ties share the middle rank, and so do ads that ask for
 * the same at the same place: `ceiling` is what an order reaches that puts each before all ads that differ from it.
 */
export function ownAd({ ads, lists }) {
  const ranks = lists.map(({ list, own }) => {
    if (!own) return Number.POSITIVE_INFINITY;
    const better = list.filter((one) => order(one, own) < 0).length;
    const tied = list.filter((one) => order(one, own) === 0).length;
    return better + (tied + 1) / 2;
  });
  const within = (most) => share(ranks.filter((rank) => rank <= most).length, ranks.length);
  return {
    ads: ranks.length,
    first: within(1),
    firstThree: within(3),
    ceiling: share(ads.filter(({ target }) => alike(target, ads) === 1).length, ads.length),
    notListed: ranks.filter((rank) => rank === Number.POSITIVE_INFINITY).length,
    baseline: { name: 'chance', first: rounded(1 / ranks.length), firstThree: rounded(3 / ranks.length) },
    aim: { first: 0.9, firstThree: 0.96 },
  };
}

/** How many ads ask for the same at the same place, this one included. */
function alike(target, ads) {
  const asked = ({ places, abroad, remote, occupations, requirements, hours }) =>
    JSON.stringify([places, abroad, remote, occupations, requirements, hours]);
  return ads.filter((other) => asked(other.target) === asked(target)).length;
}

/** Every entry that is shown first has something to do with the person: a skill, an experience, a wish, a kinship. */
export function linked({ lists }) {
  // What nothing links is counted and folded: it is not shown at first.
  const first = lists.flatMap(({ list }) => list.slice(0, shown).filter((entry) => entry.linked));
  const all = lists.flatMap(({ list }) => list);
  const ownLinked = lists.filter(({ own }) => own && isLinked(own)).length;
  const unlinkedOf = (entries) => share(entries.filter((entry) => !isLinked(entry)).length, entries.length);
  return {
    entries: first.length,
    unlinked: unlinkedOf(first),
    ownAdLinked: share(ownLinked, lists.length),
    baseline: { name: 'ten of the list by chance', unlinked: unlinkedOf(all) },
    aim: { unlinked: 0.03, ownAdLinked: 0.9 },
  };
}

/** A kinship of occupations of less than a quarter says nothing. */
const leastKinship = 25;

function isLinked({ components }) {
  return components.some(({ component, points, reasons }) => {
    if (component === 'competence') return points > 0;
    if (component === 'experience') return reasons.some(({ detail }) => detail.percent >= leastKinship);
    return component === 'wish' && reasons.some(({ detail }) => detail.wish === 'wanted');
  });
}
