import type { Placement, Vacancy } from '@lotsen/contracts';
import type { TargetKey } from '@lotsen/matching-engine';
import { Refused } from '@lotsen/persistence';
import { Reference } from '@lotsen/reference';
import { Injectable } from '@nestjs/common';
import { FactBase } from '../facts/fact-base.js';
import { Assessments } from '../shortage/assessments.js';
import { labelOf } from './labels.js';

/** Which targets are open, and what is shown of each. */
@Injectable()
export class Targets {
  constructor(
    private readonly facts: FactBase,
    private readonly assessments: Assessments,
    private readonly reference: Reference,
  ) {}

  /** Returns the key. @throws Refused 404 where the target is not open */
  open(key: TargetKey): TargetKey {
    if (this.isOpen(key)) return key;
    throw noSuchTarget(key.kind);
  }

  /** Finds the open target with an id, of any kind. @throws Refused 404 where there is none */
  withId(id: string): TargetKey {
    const kinds = ['vacancy', 'placement', 'occupation'] as const;
    const kind = kinds.find((one) => this.isOpen({ kind: one, id }));
    if (!kind) throw noSuchTarget('vacancy');
    return { kind, id };
  }

  /** The organisation that owns a vacancy or placement; null for an occupation, or if there is none. */
  ownerOf({ kind, id }: TargetKey): string | null {
    const { vacancies, placements } = this.facts;
    return (kind === 'vacancy' ? vacancies.get(id)?.owner : placements.get(id)?.owner) ?? null;
  }

  about({ kind, id }: TargetKey) {
    const vacancy = kind === 'vacancy' ? this.facts.vacancies.get(id) : undefined;
    const placement = kind === 'placement' ? this.facts.placements.get(id) : undefined;
    const assessment = kind === 'occupation' ? this.assessments.find(id) : undefined;
    const known = vacancy ?? placement;
    return {
      target: id,
      kind,
      title: known?.title ?? assessment?.label ?? id,
      employer: known?.employer.name ?? null,
      occupation: labelOf(this.reference, 'occupation', known?.occupation ?? assessment?.ssyk[0] ?? null),
      municipality: labelOf(this.reference, 'reach', known?.place ?? null),
      notices: [...(vacancy ? noticesOfVacancy(vacancy) : []), ...(placement ? noticesOfPlacement(placement) : [])],
    };
  }

  private isOpen({ kind, id }: TargetKey): boolean {
    if (kind === 'occupation') return this.assessments.find(id) !== undefined;
    return this.facts.isOpen({ kind, id });
  }
}

export function noSuchTarget(kind: TargetKey['kind']): Refused {
  const words = {
    vacancy: { sv: 'Ingen publicerad annons', en: 'No published vacancy' },
    placement: { sv: 'Ingen utlagd plats', en: 'No posted placement' },
    occupation: { sv: 'Inget bedömt yrke', en: 'No assessed occupation' },
  }[kind];
  return new Refused({
    code: `no-open-${kind}`,
    status: 404,
    detail: { sv: `${words.sv} har det id:t.`, en: `${words.en} has that id.` },
  });
}

/** Notices are shown beside a match. They affect neither its verdict nor its score. */
function noticesOfVacancy({ notices, marks, supportMayBeTried }: Vacancy): string[] {
  return [...notices, ...marks, ...(supportMayBeTried ? ['support-may-be-tried'] : [])];
}

function noticesOfPlacement({ languageSupport, languageDeveloping }: Placement): string[] {
  return [...(languageSupport ? ['language-support'] : []), ...(languageDeveloping ? ['language-developing'] : [])];
}
