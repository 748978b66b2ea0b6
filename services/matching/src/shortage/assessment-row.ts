import { type Reference, type ShortageAssessment, situationOf } from '@lotsen/reference';

/** Why a row of Yrkesbarometern cannot be read. */
export interface RowRefusal {
  readonly code: 'not-an-assessment' | 'unknown-county' | 'unknown-group' | 'unknown-situation';
  readonly message: { readonly sv: string; readonly en: string };
}

const refusal = (code: RowRefusal['code'], sv: string, en: string): { refusal: RowRefusal } => ({
  refusal: { code, message: { sv, en } },
});

/** Limits for input. A published row has texts of about two hundred letters, and a handful of causes and groups. */
const longestText = 2000;
const mostOfList = 50;

/** Reads one row of Yrkesbarometern: JSON as published, or a CSV row with the same column names. */
export function readAssessment(
  row: unknown,
  reference: Reference,
): { readonly assessment: ShortageAssessment } | { readonly refusal: RowRefusal } {
  const fields = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' && value.length <= longestText ? value : null;
  };
  const [occupation, label, county, codes] = [text('yb_concept_id'), text('yb_yrke'), text('lan'), text('ssyk')];
  const isId = occupation !== null && /^[\w-]{1,40}$/u.test(occupation);
  if (!isId || !label || label.length > 300 || !county || !codes?.match(/\d/u)) {
    return refusal(
      'not-an-assessment',
      'Raden är ingen bedömning: yb_concept_id, yb_yrke, lan eller ssyk saknas.',
      'The row is no assessment: it lacks yb_concept_id, yb_yrke, lan or ssyk.',
    );
  }
  if (county !== '00' && !reference.county(county)) {
    const quoted = county.slice(0, 40);
    return refusal('unknown-county', `Länet "${quoted}" finns inte.`, `There is no county "${quoted}".`);
  }
  const ssyk = String(codes)
    .split(/[,;]\s*/u)
    .filter(Boolean)
    .slice(0, mostOfList);
  const unknown = ssyk.find((code) => !reference.group(code))?.slice(0, 40);
  if (unknown)
    return refusal('unknown-group', `SSYK-gruppen "${unknown}" finns inte.`, `There is no SSYK group "${unknown}".`);
  const word = fields.rekryteringssituation ?? null;
  const situation = word === null || typeof word === 'string' ? situationOf(word) : undefined;
  if (!situation) {
    const quoted = String(JSON.stringify(word)).slice(0, 100);
    return refusal(
      'unknown-situation',
      `Rekryteringssituationen ${quoted} är okänd.`,
      `The situation ${quoted} is unknown.`,
    );
  }
  const paradox = fields.paradox;
  return {
    assessment: {
      occupation,
      label,
      ssyk,
      partOfGroup: Number(fields.del_av_ssyk ?? 0) === 1,
      county,
      situation,
      paradoxCauses: Array.isArray(paradox)
        ? paradox.slice(0, mostOfList).filter((cause) => typeof cause === 'string' && cause.length <= longestText)
        : (text('paradox')?.split(';').slice(0, mostOfList) ?? []),
      opportunities: text('jobbmojligheter'),
      outlook: text('prognos'),
      basis: text('hogsta_bedomningsniva'),
      basisExtent: text('delvis_helt'),
      round: text('omgang') ?? 'unknown',
    },
  };
}
