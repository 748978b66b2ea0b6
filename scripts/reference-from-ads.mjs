// Counts, in a folder of published ads, the spellings that do not mean the skill they name, and the skills that the ads
// of an SSYK group ask for: `npm run reference:from-ads -- FOLDER`, where FOLDER holds jobads/ads.jsonl. The ads by which
// the quality of reading is measured are left out of the first.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReference, loadSkillWords } from '@lotsen/reference';
import { adsOf } from '../bench/quality/ads.mjs';
import { AdTexts } from '../services/vacancies/dist/import-job-ads/text/ad-texts.js';
import { profilesOf, stopRule, stopWordsOf } from '../services/vacancies/dist/import-job-ads/text/counted.js';

const folder = process.argv[2];
const reference = loadReference();
const ads = folder && adsOf(reference, folder);
if (!ads) {
  console.error('Name the folder of published ads, one with jobads/ads.jsonl: npm run reference:from-ads -- FOLDER');
  process.exit(2);
}
const root = join(import.meta.dirname, '..');
const judged = JSON.parse(readFileSync(join(root, 'bench', 'quality', 'judgements', 'texts.json'), 'utf8')).ads;
const version = '2026-11';
const origin = (used) => [`Counted in ${used} ads of Platsbanken (Arbetsförmedlingen, open data)`];

const { words } = loadSkillWords();
const unjudged = ads.filter(({ ad, target }) => !(ad.id in judged) && target.ssyk.length > 0);
const stopped = stopWordsOf(
  unjudged.map(({ text, target }) => ({ text, ssyk: target.ssyk[0] })),
  reference,
  words,
);
write('stop-words.json', {
  format: 'lotsen-stop-words-1',
  version,
  origin: origin(unjudged.length),
  rule: stopRule,
  stopped,
});

const { skills } = new AdTexts(reference, { words, stopped });
const grouped = ads.filter(({ target }) => target.ssyk.length > 0);
const groups = profilesOf(
  grouped.map(({ text, target }) => ({
    ssyk: target.ssyk[0],
    skills: [
      ...target.requirements.flatMap(({ kind, skill }) => (kind === 'skill' ? [skill] : [])),
      ...skills.find(text),
    ],
  })),
);
write('profiles-2.json', { format: 'lotsen-profiles-1', version, origin: origin(grouped.length), groups });

function write(file, content) {
  const json = `${JSON.stringify(content)}\n`;
  writeFileSync(join(root, 'libs', 'reference', 'data', file), json);
  console.log(`${file}: ${Math.round(json.length / 1024)} KiB`);
}
