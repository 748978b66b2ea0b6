// What is read in the texts of ads, against what two readers found in them (bench/quality/judgements/texts.json).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdTexts } from '../../services/vacancies/dist/import-job-ads/text/ad-texts.js';

const file = join(import.meta.dirname, 'judgements', 'texts.json');
const rounded = (value) => Math.round(value * 1000) / 1000;
const aims = {
  skill: { precision: 0.75, recall: 0.6 },
  language: { precision: 0.97, recall: 0.9 },
  level: { precision: 0.97, recall: 0.9 },
  'driving-licence': { precision: 0.97, recall: 0.9 },
  licence: { precision: 0.97, recall: 0.9 },
  years: { precision: 0.9, recall: 0.85 },
  shifts: { precision: 0.9, recall: 0.85 },
};

/** Precision and recall by kind, over the concepts of each ad. A level is right if the language has it. */
export function text({ ads, reference }) {
  const { ads: judged } = JSON.parse(readFileSync(file, 'utf8'));
  const texts = new AdTexts(reference);
  const byId = new Map(ads.map(({ ad }) => [ad.id, ad]));
  const tally = {};
  const missed = [];
  for (const [id, labels] of Object.entries(judged)) {
    const ad = byId.get(id);
    if (!ad) {
      missed.push(id);
      continue;
    }
    const whole = `${ad.headline ?? ''}\n${ad.description?.text ?? ''}`;
    const asked = texts.asked.find(whole);
    const found = [
      ...texts.skills.find(whole).map((of) => ({ kind: 'skill', of })),
      ...asked,
      ...asked.filter(({ level }) => level).map(({ of, level }) => ({ kind: 'level', of: `${of} ${level}` })),
    ];
    const right = labels.flatMap(([kind, ids, level]) => [
      { kind, ids },
      ...(level ? [{ kind: 'level', ids: ids.map((of) => `${of} ${level}`) }] : []),
    ]);
    for (const kind of new Set([...found, ...right].map((one) => one.kind))) {
      const [mine, theirs] = [found, right].map((all) => all.filter((one) => one.kind === kind));
      tally[kind] ??= { right: 0, found: 0, judged: 0 };
      const count = tally[kind];
      count.right += theirs.filter(({ ids }) => mine.some(({ of }) => ids.includes(of))).length;
      count.judged += theirs.length;
      // A reader's label may name several concepts that say the same: to find two of them is no error.
      count.found +=
        mine.length -
        theirs.reduce((sum, { ids }) => sum + Math.max(0, mine.filter(({ of }) => ids.includes(of)).length - 1), 0);
    }
  }
  const share = (part, whole) => (whole === 0 ? null : rounded(part / whole));
  const figures = Object.entries(tally).map(([kind, { right, found, judged: all }]) => [
    kind,
    { judged: all, precision: share(right, found), recall: share(right, all), ...(aims[kind] && { aim: aims[kind] }) },
  ]);
  return { ads: Object.keys(judged).length - missed.length, ...Object.fromEntries(figures) };
}
