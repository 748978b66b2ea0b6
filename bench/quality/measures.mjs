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
  const listsOf = (withText) =>
    ads.map((ad, at) => {
      const person = prepareCandidate(personOf(ad, reference, asOf, withText), context);
      const list = listFor(person, targets, context);
      return { list, own: list.find(({ target }) => target === targets[at].facts.id) };
    });
  return { ads, reference, asOf, context, targets, lists: listsOf(false), listsWithText: listsOf(true) };
}

/** Every target that is not out for the person, best first: as a list orders them (listed before near). */
function listFor(person, targets, context) {
  return targets
    .map((target) => {
      const assessment = assess(person, target, context);
      return { ...assessment, ...standingOf(assessment, person, target, context) };
    })
    .filter(({ verdict }) => verdict !== 'out')
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

/**
 * Nobody without a licence that law demands meets the requirements, nor has to be asked about it. Where only the ad's text
 * demands one, they have to be asked.
 */
export function licence({ ads, reference, asOf, context, targets }) {
  let [byLaw, byText] = [0, 0];
  const passed = {};
  ads.forEach(({ target }, at) => {
    const law = licencesByLaw(target, reference).length > 0;
    const read = target.askedInText.some(({ kind, need }) => kind === 'licence' && need === 'must');
    if (law) byLaw += 1;
    else if (read) byText += 1;
    else return;
    const refused = law ? ['eligible', 'to-clarify'] : ['eligible'];
    for (const facts of unlicensed(target, reference, asOf)) {
      const { verdict } = assess(prepareCandidate(facts, context), targets[at], context);
      if (refused.includes(verdict)) passed[facts.id] = (passed[facts.id] ?? 0) + 1;
    }
  });
  const most = Math.max(0, ...Object.values(passed));
  return { regulatedAds: byLaw, byTextOnly: byText, listedWithoutLicence: passed, worst: most, aim: { worst: 0 } };
}

/**
 * A person made from an ad's own requirements finds that ad. Exact ties share the middle rank, and so do ads that ask for
 * the same at the same place: `ceiling` is what an order reaches that puts each before all ads that differ from it.
 */
export function ownAd({ ads, lists, listsWithText }) {
  return {
    ads: ads.length,
    ...ranksOf(lists),
    ceiling: share(ads.filter(({ target }) => alike(target, ads) === 1).length, ads.length),
    notListed: lists.filter(({ own }) => !own).length,
    // The same people, who also have the skills that are found in the ad's text.
    withTextSkills: ranksOf(listsWithText),
    baseline: { name: 'chance', first: rounded(1 / ads.length), firstThree: rounded(3 / ads.length) },
    aim: { first: 0.9, firstThree: 0.96 },
  };
}

function ranksOf(lists) {
  const ranks = lists.map(({ list, own }) => {
    if (!own) return Number.POSITIVE_INFINITY;
    const better = list.filter((one) => order(one, own) < 0).length;
    const tied = list.filter((one) => order(one, own) === 0).length;
    return better + (tied + 1) / 2;
  });
  const within = (most) => share(ranks.filter((rank) => rank <= most).length, ranks.length);
  return { first: within(1), firstThree: within(3) };
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

/** A licence is a skill of the taxonomy, though the model asks for it as a licence. */
function isLinked({ components, conditions }) {
  if (conditions.some(({ kind, state }) => kind === 'licence' && state === 'met')) return true;
  return components.some(({ component, points, reasons }) => {
    if (component === 'competence') return points > 0;
    if (component === 'experience') return reasons.some(({ detail }) => detail.percent >= leastKinship);
    return component === 'wish' && reasons.some(({ detail }) => detail.wish === 'wanted');
  });
}
