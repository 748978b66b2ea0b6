// Whether the skills that stand in for an ad that names none are skills that ads of its group name.
import { contextOf, prepareTarget } from '@lotsen/matching-engine';
import { leastAdsOfGroup, profilesOf } from '../../services/vacancies/dist/import-job-ads/text/counted.js';

const folds = 5;
const rounded = (value) => Math.round(value * 1000) / 1000;

/** The share of terms that an ad names in its fields or its text; no ad is measured by a profile that it was counted in. */
export function profiles({ ads, reference, asOf, context: { model } }) {
  const grouped = ads
    .filter(({ target }) => target.ssyk.length > 0)
    .map(({ target }, at) => ({ target, ssyk: target.ssyk[0], skills: namedIn(target), fold: at % folds }));
  const isCounted = ({ ssyk }) => grouped.filter((one) => one.ssyk === ssyk).length >= leastAdsOfGroup;
  const counted = grouped.filter(isCounted);
  const others = grouped.filter((ad) => !isCounted(ad));
  const { derivedBy: _, ...byTaxonomy } = model;
  const taxonomy = contextOf(reference, byTaxonomy, asOf);
  const inFolds = Array.from({ length: folds }, (_, fold) => {
    const known = profilesOf(
      counted.filter((ad) => ad.fold !== fold),
      (leastAdsOfGroup * (folds - 1)) / folds,
    );
    const profileOf = profileIn(known);
    // All else is looked up as before.
    const without = contextOf(Object.create(reference, { profileOf: { value: profileOf } }), model, asOf);
    return tally(
      counted.filter((ad) => ad.fold === fold),
      without,
    );
  });
  return {
    groups: new Set(counted.map(({ ssyk }) => ssyk)).size,
    ads: counted.length,
    named: share(inFolds),
    termsPerAd: rounded(inFolds.reduce((sum, { terms }) => sum + terms, 0) / counted.length),
    baseline: { name: 'profile of the taxonomy', named: share([tally(counted, taxonomy)]) },
    fewerAds: { ads: others.length, named: share([tally(others, contextOf(reference, model, asOf))]) },
    aim: { named: 0.18 },
  };
}

const namedIn = ({ requirements, skillsInText }) => [
  ...requirements.flatMap(({ kind, skill }) => (kind === 'skill' ? [skill] : [])),
  ...skillsInText,
];

function profileIn(groups) {
  const byGroup = new Map(
    groups.map(([ssyk, ads, skills]) => [ssyk, skills.map(([skill, count]) => ({ skill, count, ads }))]),
  );
  return (ssyk) => byGroup.get(ssyk);
}

function tally(ads, context) {
  let [terms, named] = [0, 0];
  for (const { target, skills } of ads) {
    const silent = { ...target, requirements: [], skillsInText: [], liveSkills: [] };
    for (const { skill } of prepareTarget(silent, context).terms) {
      terms += 1;
      if (skills.includes(skill)) named += 1;
    }
  }
  return { terms, named };
}

function share(tallies) {
  const [terms, named] = ['terms', 'named'].map((of) => tallies.reduce((sum, one) => sum + one[of], 0));
  return terms === 0 ? null : rounded(named / terms);
}
