import type { Vacancy } from '@lotsen/contracts';
import type { MatchingEngine } from '@lotsen/matching-engine';
import { type Model, Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { drawCount } from '../counts/shown-count.js';
import { ENGINE, MODEL } from '../engine/engine.js';
import { FactBase } from '../facts/fact-base.js';
import { Assessments } from './assessments.js';
import { figuresKey, type OccupationFigures, type TickFigures } from './figures.js';
import { occupationTargetOf } from './occupation-target.js';

const mostSkills = 8;

/**
 * Counts the figures of a day at the tick. They stay constant until the next tick, so that a change to one person never
 * reorders another person's list.
 */
@Injectable()
export class FiguresOfTheDay {
  constructor(
    private readonly assessments: Assessments,
    private readonly facts: FactBase,
    private readonly reference: Reference,
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    @Inject(MODEL) private readonly model: Model,
  ) {}

  async count(day: string): Promise<TickFigures> {
    const live = liveByGroup(this.facts.vacancies.values());
    const supplies = this.assessments.inCounties().map((assessment) => {
      const inGroups = assessment.ssyk.flatMap((ssyk) => live.get(ssyk) ?? []);
      return { assessment, supply: supplyOf(inGroups.filter(({ place }) => place?.startsWith(assessment.county))) };
    });
    const about = { places: 'open', names: this.model.namesOfOccupation ?? 'groups' } as const;
    const targets = supplies.map(({ assessment, supply }) =>
      occupationTargetOf(assessment, supply, this.reference, about),
    );
    const eligible = await this.engine.countInField(targets, day);
    return Object.fromEntries(
      supplies.map(({ assessment, supply }, at): [string, OccupationFigures] => {
        const count = eligible[at] ?? 0;
        return [figuresKey(assessment), { ...supply, eligible: count, shown: drawCount(count) }];
      }),
    );
  }
}

function liveByGroup(vacancies: Iterable<Vacancy>): ReadonlyMap<string, readonly Vacancy[]> {
  const byGroup = new Map<string, Vacancy[]>();
  for (const vacancy of vacancies) {
    if (vacancy.status !== 'published' || !vacancy.ssyk) continue;
    const others = byGroup.get(vacancy.ssyk);
    if (others) others.push(vacancy);
    else byGroup.set(vacancy.ssyk, [vacancy]);
  }
  return byGroup;
}

function supplyOf(live: readonly Vacancy[]) {
  return {
    openPositions: live.reduce((sum, { positions }) => sum + positions, 0),
    places: [...new Set(live.map(({ place }) => place as string))].sort(),
    skills: skillsOf(live),
  };
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
