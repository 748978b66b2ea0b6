import type { Reference } from '@lotsen/reference';

/** The reference's label for what a condition or a reason is about. Labels are names, and so in Swedish only. */
export function labelOf(reference: Reference, kind: string, id: string | null): string | null {
  if (id === null) return null;
  switch (kind) {
    case 'skill':
    case 'competence':
      return reference.skill(id)?.label ?? id;
    case 'licence':
      return reference.licence(id)?.label ?? id;
    case 'language':
      return reference.language(id)?.label ?? id;
    case 'reach':
      return reference.municipality(id)?.name ?? id;
    case 'education':
      return educationLabel(reference, id);
    case 'experience':
    case 'wish':
    case 'exclusion':
    case 'occupation':
      return reference.occupation(id)?.label ?? reference.group(id)?.label ?? id;
    default:
      return id;
  }
}

/** @param id "level/field"; either part may be empty */
function educationLabel(reference: Reference, id: string): string {
  const [level, field] = id.split('/');
  const words = [
    level ? reference.education('level', level)?.label : undefined,
    field ? reference.education('field', field)?.label : undefined,
  ];
  return words.filter(Boolean).join(', ') || id;
}
