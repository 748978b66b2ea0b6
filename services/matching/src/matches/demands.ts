import { createHash } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import type { Framed, Gates, MatchingEngine, Requirement, TargetKey } from '@lotsen/matching-engine';
import { covers, Refused } from '@lotsen/persistence';
import { Reread } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { type Counts, CountsOfTheDay } from '../counts/counts-of-the-day.js';
import { shownCount } from '../counts/shown-count.js';
import { ENGINE } from '../engine/engine.js';
import { labelOf } from './labels.js';
import { noSuchTarget, Targets } from './targets.js';

/**
 * How many persons could take a vacancy, and how many could if one must-have were a wish. All counts carry noise,
 * because they include persons whom the asker may not see.
 */
@Injectable()
export class Demands {
  constructor(
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    private readonly targets: Targets,
    private readonly reference: Reference,
    private readonly counts: CountsOfTheDay,
    private readonly reread: Reread,
  ) {}

  async of(id: string, actor: Actor) {
    const target = this.targets.open({ kind: 'vacancy', id });
    this.assertOwn(target, actor);
    const gates = await this.engine.gatesOf(target);
    if (!gates) throw noSuchTarget('vacancy');
    const { frame, facts } = gates;
    const musts = facts.requirements.filter(({ must }) => must);
    const question = {
      day: frame.asOf,
      about: askedOf(gates),
      size: fixedCounts + musts.length,
      asker: askerOf(actor),
    };
    const counts = await this.counts.of(question, () => this.exactCounts(target));
    const drawn = (name: string) => counts[name] ?? 0;
    const shown = (name: string) => shownCount(drawn(name));
    const now = drawn('eligibleOrToClarify');
    return {
      ...frame,
      target: id,
      counts: { eligible: shown('eligible'), toClarify: shown('toClarify'), near: shown('near') },
      demands: musts.map((requirement) => ({
        requirement,
        label: labelOf(this.reference, requirement.kind, conceptOf(requirement)),
        eligible: shownCount(now),
        // Each count has its own noise, but a wish instead of a must never loses anybody: so at least `now` is shown.
        eligibleAsWish: shownCount(Math.max(now, drawn(canonical(requirement)))),
      })),
    };
  }

  private async exactCounts(target: TargetKey): Promise<Counts> {
    // The counts become the answer for the whole day, so all persons have to be in memory.
    if (this.reread.running) throw new Refused(notAllReadYet);
    const cost = await this.engine.costOfDemands(target);
    if (!cost) throw noSuchTarget('vacancy');
    const { eligible, 'to-clarify': toClarify, near } = cost.counts;
    const asWishes = cost.demands.map(({ requirement, eligibleAsWish }) => [canonical(requirement), eligibleAsWish]);
    return { eligible, toClarify, near, eligibleOrToClarify: eligible + toClarify, ...Object.fromEntries(asWishes) };
  }

  private assertOwn(target: TargetKey, actor: Actor) {
    if (covers(actor, [{ organisation: this.targets.ownerOf(target) }])) return;
    throw new Refused({
      code: 'not-yours',
      status: 403,
      detail: { sv: 'Annonsen är en annan organisations.', en: "The vacancy is another organisation's." },
    });
  }
}

const notAllReadYet = {
  code: 'rebuilding',
  status: 409,
  detail: {
    sv: 'Matchningen läses om just nu, och alla personer är inte med än.',
    en: 'Matching is being read anew right now, and not all persons are there yet.',
  },
  hint: { sv: 'Försök igen om en stund.', en: 'Try again in a moment.' },
} as const;

/** The counts besides one for each must-have: eligible, to clarify, both together, near. */
const fixedCounts = 4;

/** Each officer has a daily limit of their own; all users of an employer share one. */
const askerOf = ({ roles, subject, organisation }: Actor) =>
  roles.includes('officer') || organisation === null ? subject : organisation;

/** A requirement as JSON with sorted fields, so that equal requirements give equal text. */
const canonical = (requirement: Requirement) => JSON.stringify(requirement, Object.keys(requirement).sort());

/**
 * What does not decide who meets a vacancy. What the text asks for decides only who has to be clarified: texts are easily
 * varied, and each question anew would draw new noise for the same persons.
 */
type NotAsked = 'kind' | 'id' | 'skillsInText' | 'askedInText' | 'liveSkills';

/**
 * A hash of all that decides who meets a vacancy. The title, the wishes and the text are left out: a vacancy that
 * differs only in them asks the same question.
 */
export function askedOf({ facts, licences, frame }: Framed<Gates>): string {
  const { asOf } = frame;
  const {
    occupations,
    ssyk,
    places,
    abroad,
    remote,
    requirements,
    hours,
    shifts,
    start,
    room,
    employer,
    permanent,
    ...rest
  } = facts;
  // A new fact of a target does not compile until it is above or in NotAsked.
  rest satisfies Record<Exclude<keyof typeof rest, NotAsked>, never>;
  const asked = {
    occupations,
    ssyk,
    places,
    abroad,
    remote,
    licences: licences.toSorted(),
    musts: [...new Set(requirements.filter(({ must }) => must).map(canonical))].sort(),
    hours: hours && [hours.least, hours.most],
    shifts: shifts && [...shifts].sort(),
    start: start && (start < asOf ? asOf : start),
    hasRoom: room > 0,
    employer,
    permanent,
  };
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
}

function conceptOf(asked: Requirement): string | null {
  switch (asked.kind) {
    case 'skill':
      return asked.skill;
    case 'experience':
      return asked.occupation;
    case 'language':
      return asked.language;
    case 'education':
      return `${asked.level ?? ''}/${asked.field ?? ''}`;
    case 'driving-licence':
      return asked.code;
    case 'car':
      return null;
  }
}
