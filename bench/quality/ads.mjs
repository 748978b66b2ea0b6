// The ads of a folder of published data, each as the raw fields and as the target that Lotsen makes of it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vacancyTargetOf } from '../../services/matching/dist/facts/target-facts.js';
import { parseJobAd } from '../../services/vacancies/dist/import-job-ads/job-ad.js';
import { mapJobAd, textOf } from '../../services/vacancies/dist/import-job-ads/map-job-ad.js';
import { AdTexts } from '../../services/vacancies/dist/import-job-ads/text/ad-texts.js';

/** Where the published data is, beside the project. */
export const dataFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** @returns the ads, or undefined if the folder has none */
export function adsOf(reference, folder = dataFolder) {
  const file = join(folder, 'jobads', 'ads.jsonl');
  if (!existsSync(file)) return undefined;
  const texts = new AdTexts(reference);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const { ad } = parseJobAd(line);
      const content = ad && mapJobAd(ad, reference, texts);
      if (!content || 'code' in content) return [];
      const target = vacancyTargetOf({ ...content, id: `ad-${ad.id}`, status: 'published', taken: 0 });
      return [{ ad, target, text: textOf(ad) }];
    });
}
