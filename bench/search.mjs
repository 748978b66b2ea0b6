// Search by word over every list: how long an answer takes, and how long the first one waits for its index.
import { loadReference, ReferenceSearch, searchKinds } from '@lotsen/reference';
import { print, rounded, spread, time } from './report.mjs';

/** What people type: whole words, beginnings, words without dots, compounds, typing errors, and nothing that exists. */
const texts = [
  ...['sjuksköterska', 'lastbilschaufför', 'grävmaskinist', 'systemutvecklare', 'lärare i grundskolan', 'usk', 'C++'],
  ...['s', 'un', 'mas', 'ornskoldsvik', 'Umeå', 'engelsk', 'gymnasial utbildning', 'CE', 'svenska för invandrare'],
  ...['undersköterksa', 'svetare', 'ornskoldvsik', 'projektledare inom bygg och anläggning', 'qwertyuiop'],
];

export const search = {
  /** Answers of indexes that exist, compared with looking for the text in every label. */
  'search.answer': () => {
    const reference = loadReference();
    const byWord = new ReferenceSearch(reference);
    for (const kind of searchKinds) byWord.search(kind, 'index', 10);
    const took = (answer) => {
      const times = [];
      for (let round = 0; round < 25; round += 1) {
        for (const kind of searchKinds) {
          for (const text of texts) {
            const start = performance.now();
            answer(kind, text);
            times.push(performance.now() - start);
          }
        }
      }
      return spread(times);
    };
    const labels = [...reference.skills()].map(({ label }) => label.toLowerCase());
    const scan = took((_kind, text) => labels.filter((label) => label.includes(text.toLowerCase())).slice(0, 10));
    const { p50, p99, max } = took((kind, text) => byWord.search(kind, text, 10));
    const against = { against: 'text in the labels of the skills', againstP50Ms: scan.p50, againstP99Ms: scan.p99 };
    print({
      case: 'search.answer',
      size: '10 lists, 21 texts',
      p50Ms: p50,
      p99Ms: p99,
      maxMs: max,
      aimP99Ms: 10,
      ...against,
    });
  },

  /** The first search of each list, which builds its index. */
  'search.index': () => {
    const reference = loadReference();
    for (const kind of searchKinds) {
      const { wall, cpu } = time(() => new ReferenceSearch(reference).search(kind, 'index', 1), 3);
      print({ case: 'search.index', size: kind, wallMs: rounded(wall), cpuMs: rounded(cpu) });
    }
  },
};
