import type { Vacancy } from '@lotsen/contracts';
import { type Context, countInField, type PreparedCandidate, prepareTarget } from '@lotsen/matching-engine';
import type { ShortageAssessment } from '@lotsen/reference';
import { drawCount } from '../counts/shown-count.js';
import { figuresKey, type OccupationFigures, type TickFigures } from './figures.js';
import { occupationTargetOf } from './occupation-target.js';

const mostSkills = 8;

/**
 * The published figures of a day: computed at the tick and constant until the next, so that one person's change never
 * reorders another's list.
 */
export async function computeFigures(
  assessments: readonly ShortageAssessment[],
  vacancies: readonly Vacancy[],
  candidates: readonly PreparedCandidate[],
  context: Context,
): Promise<TickFigures> {
  const figures: Record<string, OccupationFigures> = {};
  for (const assessment of assessments) {
    const live = vacancies.filter(
      ({ place, ssyk }) => place?.startsWith(assessment.county) && ssyk && assessment.ssyk.includes(ssyk),
    );
    const places = [...new Set(live.map(({ place }) => place as string))].sort();
    const supply = {
      openPositions: live.reduce((sum, { positions }) => sum + positions, 0),
      places,
      skills: skillsOf(live),
    };
    const target = prepareTarget(occupationTargetOf(assessment, supply, context.reference), context);
    const eligible = countInField(target, candidates, context);
    figures[figuresKey(assessment)] = { ...supply, eligible, shown: drawCount(eligible) };
    // A tick counts some hundred thousand pairs: requests get their turn in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return figures;
}

function skillsOf(vacancies: readonly Vacancy[]): string[] {
  const counts = new Map<string, number>();
  for (const { requirements, skillsInText } of vacancies) {
    const named = requirements.flatMap((requirement) => (requirement.kind === 'skill' ? [requirement.skill] : []));
    for (const skill of new Set([...named, ...skillsInText])) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= 2)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostSkills)
    .map(([skill]) => skill);
}
