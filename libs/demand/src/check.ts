import type { Refusal } from '@lotsen/persistence';
import { cefrLevels, type Reference } from '@lotsen/reference';
import type { Requirement } from './requirement.dto.js';

/** The refusal of a value that has the right format, but names no concept of the reference data. */
export function unknownConcept(field: string, what: { sv: string; en: string }, value: string): Refusal {
  return {
    code: 'unknown-concept',
    status: 422,
    field,
    detail: {
      sv: `${what.sv} "${value}" finns inte i referensdatan.`,
      en: `There is no ${what.en} "${value}" in the reference data.`,
    },
    hint: {
      sv: 'Använd ett id ur JobTechs taxonomi, eller SCB:s kod.',
      en: 'Use an id of the JobTech taxonomy, or the code of Statistics Sweden.',
    },
  };
}

/** The refusal of an id that is neither an occupation with a group nor a group; undefined if it is one. */
export function checkOccupation(reference: Reference, field: string, id: string): Refusal | undefined {
  if (reference.occupation(id)?.group || reference.group(id)) return undefined;
  return unknownConcept(field, { sv: 'Yrket', en: 'occupation' }, id);
}

export function checkMunicipality(reference: Reference, field: string, code: string): Refusal | undefined {
  if (reference.municipality(code)?.code === code) return undefined;
  return unknownConcept(field, { sv: 'Kommunen', en: 'municipality' }, code);
}

export function checkSkill(reference: Reference, field: string, id: string): Refusal | undefined {
  return reference.skill(id) ? undefined : unknownConcept(field, { sv: 'Kompetensen', en: 'skill' }, id);
}

export function checkHours(field: string, hours: { least: number; most: number } | null): Refusal | undefined {
  if (!hours || hours.least <= hours.most) return undefined;
  return {
    code: 'hours-reversed',
    status: 422,
    field,
    detail: { sv: 'Minsta omfattning är större än den största.', en: 'The least hours are more than the most.' },
    hint: { sv: 'Byt plats på dem.', en: 'Swap them.' },
  };
}

export function checkPeriodOrder(field: string, start: string, end: string): Refusal | undefined {
  if (end >= start) return undefined;
  return {
    code: 'dates-reversed',
    status: 422,
    field,
    detail: { sv: 'Perioden slutar före den börjar.', en: 'The period ends before it starts.' },
    hint: { sv: `Ange en dag från och med ${start}.`, en: `Give a day from ${start} on.` },
  };
}

/** The refusal of the first requirement that names an unknown concept; undefined if there is none. */
export function checkRequirements(reference: Reference, requirements: readonly Requirement[]): Refusal | undefined {
  for (const [at, requirement] of requirements.entries()) {
    const refusal = checkRequirement(reference, requirement, `requirements.${at}`);
    if (refusal) return refusal;
  }
  return undefined;
}

function checkRequirement(reference: Reference, requirement: Requirement, field: string): Refusal | undefined {
  switch (requirement.kind) {
    case 'skill':
      return checkSkill(reference, `${field}.skill`, requirement.skill);
    case 'experience':
      return checkOccupation(reference, `${field}.occupation`, requirement.occupation);
    case 'language':
      if (requirement.level !== null && !cefrLevels.includes(requirement.level)) {
        return unknownConcept(`${field}.level`, { sv: 'Språknivån', en: 'language level' }, requirement.level);
      }
      if (reference.language(requirement.language)?.id === requirement.language) return undefined;
      return unknownConcept(`${field}.language`, { sv: 'Språket', en: 'language' }, requirement.language);
    case 'education':
      return checkEducation(reference, field, requirement);
    case 'driving-licence':
      if (reference.drivingLicence(requirement.code) === requirement.code) return undefined;
      return unknownConcept(`${field}.code`, { sv: 'Körkortet', en: 'driving licence' }, requirement.code);
    case 'car':
      return undefined;
  }
}

export function checkEducation(
  reference: Reference,
  field: string,
  asked: { level: string | null; field: string | null },
): Refusal | undefined {
  if (asked.level !== null && reference.education('level', asked.level)?.code !== asked.level) {
    return unknownConcept(`${field}.level`, { sv: 'Utbildningsnivån', en: 'level of education' }, asked.level);
  }
  if (asked.field !== null && reference.education('field', asked.field)?.code !== asked.field) {
    return unknownConcept(`${field}.field`, { sv: 'Utbildningsinriktningen', en: 'field of education' }, asked.field);
  }
  return undefined;
}
