import type { Schemas } from '../client.js';
import { backingWord, conditionWord, type Language, numberInWords, wordsIn } from '../words.js';

/** The explanation of one match: each point with its source, each requirement with what meets it, and what would help. */
export function explanationInWords(explanation: Schemas['Explanation'], language: Language): string {
  const word = wordsIn(language);
  const { title, candidate, score, verdict, place, components, conditions, wouldHelp } = explanation;
  const points = numberInWords(score, 'points', language);
  const at = place ? `, ${word('place')} ${place.place} ${amongWhom(place, language)}` : '';
  const lines = [`${word('why')}: ${candidate} – ${title}: ${points}, ${word(verdict)}${at}`];
  for (const component of components) {
    const gain = component.couldGain > 0 ? `  (+${component.couldGain}: ${word('unknown')})` : '';
    lines.push(`  ${String(component.points).padStart(5)} / ${component.weight}  ${word(component.component)}${gain}`);
    for (const reason of component.reasons) {
      const what = reason.label ?? '';
      const kin = 'kin' in reason.detail ? kinshipInWords(reason.detail, language) : '';
      const cells = [String(reason.points).padStart(5), `${what}${kin}`, `← ${sourceInWords(reason.source, language)}`];
      lines.push(`      ${cells.filter(Boolean).join('  ')}`);
    }
  }
  lines.push(`  ${word('requirements')}:`);
  for (const { kind, label, must, state, source, quote } of conditions) {
    const what = [conditionWord(language, kind), label].filter(Boolean).join(': ');
    const how = source ? `  ← ${sourceInWords(source, language)}` : '';
    const said = quote ? `  (${word('adSays')}: "${quote}")` : '';
    lines.push(`    ${word(state)}  ${what}${must ? '' : ` (${word('wish')})`}${said}${how}`);
  }
  if (wouldHelp.length > 0) lines.push(`  ${word('wouldHelp')}:`);
  for (const { change, label, before, after } of wouldHelp) {
    const gains = [
      ...(after.verdict === before.verdict ? [] : [`${word(before.verdict)} → ${word(after.verdict)}`]),
      ...(after.score > before.score ? [`${before.score} → ${numberInWords(after.score, 'points', language)}`] : []),
      ...placesInWords(before, after, language),
    ];
    const what = change.kind === 'skill' ? validationInWords(change.skill, label, explanation, language) : label;
    lines.push(`    ${what}: ${gains.join(', ')}`);
  }
  return lines.join('\n');
}

/** "Ritningsläsning, validerad med intyg (nu: egen uppgift)": what helps is the evidence, also of what is known already. */
function validationInWords(
  skill: string,
  label: string | null,
  { components, conditions }: Schemas['Explanation'],
  language: Language,
): string {
  const word = wordsIn(language);
  const reasons = components.flatMap((one) => (one.component === 'competence' ? one.reasons : []));
  const source =
    reasons.find(({ of, detail }) => of === skill && !detail.through)?.source ??
    conditions.find(({ kind, of, state }) => kind === 'skill' && of === skill && state === 'met')?.source;
  const now = source ? `${word('atPresent')}: ${backingWord(language, source.outcome)}` : word('notHeld');
  return `${label}, ${word('validated')} (${now})`;
}

function sourceInWords(source: Schemas['ToldSource'], language: Language): string {
  const outcome = backingWord(language, source.outcome);
  if (source.from === 'profile') return outcome;
  const { record } = source;
  const parts = source.from === 'validation' ? [source.profile, outcome, source.assessedOn, record] : [outcome, record];
  return parts.filter(Boolean).join(', ');
}

/** A place is the person's among all persons for the target, not the row of a list of targets. */
const amongWhom = ({ list }: NonNullable<Schemas['Standing']['place']>, language: Language) =>
  wordsIn(language)(list === 'near' ? 'amongNear' : 'among');

/** "from place 14 to place 3", or only the new place where the person moves to the other list. */
function placesInWords(before: Schemas['Standing'], after: Schemas['Standing'], language: Language): string[] {
  const word = wordsIn(language);
  if (!after.place) return [];
  const among = amongWhom(after.place, language);
  if (before.place?.list !== after.place.list) return [`${word('place')} ${after.place.place} ${among}`];
  if (before.place.place === after.place.place) return [];
  return [`${word('from')} ${before.place.place} ${word('to')} ${after.place.place} ${among}`];
}

/** What an estimated similarity of occupations rests on. */
function kinshipInWords({ kin, throughLabels = [] }: Schemas['ExperienceDetail'], language: Language): string {
  const word = wordsIn(language);
  const through = throughLabels.join(', ');
  if (kin === 'skills') return ` (${word('sharesSkills')} ${through})`;
  if (kin === 'neighbour') return ` (${word('likeThrough')} ${through})`;
  return ` (${word('alikeByEstimate')})`;
}
