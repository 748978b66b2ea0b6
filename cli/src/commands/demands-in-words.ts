import type { Schemas } from '../client.js';
import { table } from '../output.js';
import { conditionWord, countInWords, type Language, wordsIn } from '../words.js';

/** How many could take a vacancy, what each must-have costs, and how to read the counts. */
export function demandsInWords({ target, asOf, counts, demands }: Schemas['Demands'], language: Language): string {
  const word = wordsIn(language);
  const count = (shown: Schemas['ShownCount']) => countInWords(shown, language);
  const standing = [
    [`  ${count(counts.eligible)}`, word('meetAll')],
    [`  ${count(counts.toClarify)}`, word('haveToClarify')],
    [`  ${count(counts.near)}`, word('nearlyMeet')],
  ];
  const costs = demands.map((one) => [demandInWords(one, language), count(one.eligible), count(one.eligibleAsWish)]);
  return [
    `${target}  (${asOf}: ${word('allPersons')})`,
    table(standing),
    '',
    ...(costs.length > 0
      ? [table([[word('demand'), word('takeNow'), word('takeAsWish')], ...costs]), '', word('takesMeans')]
      : [word('noDemands')]),
    word('demandsAreRough'),
  ].join('\n');
}

function demandInWords({ requirement, label }: Schemas['Demand'], language: Language): string {
  const level = requirement.kind === 'language' ? requirement.level : null;
  const what = [label, level].filter(Boolean).join(' ');
  return [conditionWord(language, requirement.kind), what].filter(Boolean).join(': ');
}
