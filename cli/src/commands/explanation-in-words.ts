import type { Schemas } from '../client.js';
import { conditionWord, type Language, wordsIn } from '../words.js';

/** The explanation of one match: each point with its source, each requirement with what meets it, and what would help. */
export function explanationInWords(explanation: Schemas['Explanation'], language: Language): string {
  const word = wordsIn(language);
  const { title, candidate, score, verdict, place, components, conditions, wouldHelp } = explanation;
  const at = place ? `, ${word('place')} ${place.place}` : '';
  const lines = [`${word('why')}: ${candidate} – ${title}: ${score} ${word('points')}, ${word(verdict)}${at}`];
  for (const component of components) {
    const gain = component.couldGain > 0 ? `  (+${component.couldGain}: ${word('unknown')})` : '';
    lines.push(`  ${String(component.points).padStart(5)} / ${component.weight}  ${word(component.component)}${gain}`);
    for (const reason of component.reasons) {
      const what = reason.label ?? '';
      const kin = 'kin' in reason.detail ? kinshipInWords(reason.detail, language) : '';
      lines.push(
        `      ${String(reason.points).padStart(5)}  ${what}${kin}  ← ${sourceInWords(reason.source, language)}`,
      );
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
  for (const { label, before, after } of wouldHelp) {
    const gains = [
      ...(after.verdict === before.verdict ? [] : [`${word(before.verdict)} → ${word(after.verdict)}`]),
      ...(after.score > before.score ? [`${before.score} → ${after.score} ${word('points')}`] : []),
      ...placesInWords(before, after, language),
    ];
    lines.push(`    ${label}: ${gains.join(', ')}`);
  }
  return lines.join('\n');
}

function sourceInWords(source: Schemas['ToldSource'], language: Language): string {
  if (source.from === 'profile') return `${wordsIn(language)('ownProfile')} (${source.outcome})`;
  const { outcome, record } = source;
  const parts = source.from === 'validation' ? [source.profile, outcome, source.assessedOn, record] : [outcome, record];
  return parts.filter(Boolean).join(', ');
}

/** "from place 14 to place 3", or only the new place where the person moves to the other list. */
function placesInWords(before: Schemas['Standing'], after: Schemas['Standing'], language: Language): string[] {
  const word = wordsIn(language);
  if (!after.place) return [];
  if (before.place?.list !== after.place.list) return [`${word('place')} ${after.place.place}`];
  if (before.place.place === after.place.place) return [];
  return [`${word('from')} ${before.place.place} ${word('to')} ${after.place.place}`];
}

/** What an estimated similarity of occupations rests on. */
function kinshipInWords({ kin, throughLabels = [] }: Schemas['ExperienceDetail'], language: Language): string {
  const word = wordsIn(language);
  const through = throughLabels.join(', ');
  if (kin === 'skills') return ` (${word('sharesSkills')} ${through})`;
  if (kin === 'neighbour') return ` (${word('likeThrough')} ${through})`;
  return ` (${word('alikeByEstimate')})`;
}
