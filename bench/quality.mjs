// Measures what the lists are worth on published ads (`npm run quality -- [--short] [MEASURE ...]`): one line of JSON each, with the
// aim and a baseline beside. The data is public, and lies beside the project, not in it.
import { loadModel, loadReference } from '@lotsen/reference';
import { adsOf, dataFolder } from './quality/ads.mjs';
import { kinship } from './quality/kinship.mjs';
import { licence, linked, ownAd, prepared } from './quality/measures.mjs';
import { profiles } from './quality/profiles.mjs';
import { text } from './quality/text.mjs';
import { titles } from './quality/titles.mjs';
import { print } from './report.mjs';

const measures = {
  licence,
  'own-ad': ownAd,
  linked,
  kinship: (field) => kinship(field, dataFolder),
  profiles,
  text,
  titles,
};

// The short form asks one fold of kinship, and one part in ten of the titles: enough to catch a slip.
const short = process.argv.includes('--short');
const asked = process.argv.slice(2).filter((name) => name !== '--short');
const unknown = asked.filter((name) => !(name in measures));
if (unknown.length > 0) {
  console.error(`There is no measure ${unknown.join(', ')}. There are: ${Object.keys(measures).join(', ')}.`);
  process.exit(2);
}
const reference = loadReference();
const ads = adsOf(reference);
if (!ads) {
  console.error(`There are no ads in ${dataFolder}: nothing was measured.`);
  process.exit(2);
}
// A day that all ads have: what is measured does not change with the calendar.
const model = loadModel();
const field = { ...prepared(ads, reference, model, '2026-11-01'), short };
for (const [name, measure] of Object.entries(measures)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  print({ measure: name, model: model.version, ...measure(field) });
}
