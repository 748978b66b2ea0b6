import type { ConditionKind } from '@lotsen/reference';
import { licenceSource, type PreparedCandidate, type Source, stated } from './candidate.js';
import { cefrRank } from './cefr.js';
import type { Context } from './context.js';
import type { AskedInText, Shift } from './facts.js';
import { isExperienceIn } from './similarity.js';
import type { PreparedTarget } from './target.js';

/** What a text asks for, and the record that meets it; null where it has to be clarified. */
export interface ReadCondition {
  readonly kind: ConditionKind;
  readonly of: string | null;
  readonly quote: string;
  readonly source: Source | null;
}

/**
 * From version 2 of the model: what the ad's text asks for beside its fields. It was read by patterns, so it never rules
 * anybody out: what is not known to be met has to be clarified, by whoever reads the quoted words.
 */
export function readConditionsOf(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): readonly ReadCondition[] {
  if (context.model.askedInText === undefined) return [];
  return (target.facts.askedInText ?? []).flatMap((asked) => {
    const read = asked.need === 'must' ? judged(asked, candidate, target, context) : undefined;
    return read ? { ...read, quote: asked.quote } : [];
  });
}

type Judged = Omit<ReadCondition, 'quote'>;

/** Undefined where a field says it already, or where nothing about the person could meet it. */
function judged(
  { kind, of, level }: AskedInText,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): Judged | undefined {
  const { facts } = candidate;
  const self = stated(facts.id);
  const met = (is: boolean) => (is ? self : null);
  switch (kind) {
    case 'language': {
      if (target.languages.some(({ language }) => language === of)) return undefined;
      const known = candidate.languages.get(of);
      const least = level ?? context.model.languageWithoutLevel ?? 'A1';
      return { kind, of, source: met(known !== undefined && cefrRank(known) >= cefrRank(least)) };
    }
    case 'driving-licence': {
      if (target.requirements.some((one) => one.kind === kind && one.code === of)) return undefined;
      return { kind, of, source: met(facts.drivingLicences.includes(of)) };
    }
    case 'licence': {
      const rule = context.reference.licence(of);
      if (!rule || target.licences.some((known) => known.rule.id === of && known.must)) return undefined;
      return { kind, of, source: licenceSource(candidate, of, rule.givenBy) };
    }
    case 'years':
      return {
        kind: 'experience',
        of: target.facts.occupations[0] ?? null,
        source: yearsOf(Number(of), candidate, target, context),
      };
    case 'shifts': {
      if (target.facts.shifts) return undefined;
      const needed: readonly Shift[] = of === 'rotating' ? ['evening', 'night'] : [of as Shift];
      return {
        kind,
        of: null,
        source: met(facts.shifts !== 'unknown' && needed.every((one) => facts.shifts.includes(one))),
      };
    }
    case 'hours': {
      const both = (target.facts.askedInText ?? []).filter((one) => one.kind === 'hours').length > 1;
      if (target.facts.hours || both) return undefined;
      const { hours } = facts;
      const fits = hours !== 'unknown' && (of === 'full-time' ? hours.most === 100 : hours.least < 100);
      return { kind, of: null, source: met(fits) };
    }
    default:
      return undefined;
  }
}

/** The longest experience of the job, if all that counts as such adds up to the years. */
function yearsOf(years: number, { facts }: PreparedCandidate, target: PreparedTarget, context: Context): Source | null {
  const counted = facts.experience.filter(({ occupation }) =>
    target.facts.occupations.some((job) => isExperienceIn(context.similarity.between(occupation, job), context)),
  );
  const months = counted.reduce((sum, worked) => sum + worked.months, 0);
  const [longest] = counted.toSorted((a, b) => b.months - a.months || (a.record < b.record ? -1 : 1));
  return longest && months >= 12 * years ? stated(longest.record) : null;
}
