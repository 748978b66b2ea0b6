import type { CompactAssessment, CompactShortage } from '../compact.js';

const orNull = (value: string | undefined) => (value === undefined || value === '' ? null : value);

/** Packs rows of Yrkesbarometern (already parsed from CSV) into the shipped format. */
export function buildShortage(rows: readonly Record<string, string>[]): CompactShortage {
  const occupations = new Map<string, readonly [string, string, readonly string[], boolean]>();
  const assessments: CompactAssessment[] = [];
  for (const row of rows) {
    const id = row.yb_concept_id as string;
    const codes = (row.ssyk as string).split(/[,;]\s*/u).filter(Boolean);
    occupations.set(id, [id, row.yb_yrke as string, codes, row.del_av_ssyk === '1']);
    assessments.push([
      id,
      row.lan as string,
      orNull(row.rekryteringssituation),
      (row.paradox ?? '').split(';').filter(Boolean),
      orNull(row.jobbmojligheter),
      orNull(row.prognos),
      orNull(row.hogsta_bedomningsniva),
      orNull(row.delvis_helt),
    ]);
  }
  return {
    format: 'lotsen-shortage-1',
    version: rows[0]?.omgang ?? 'unknown',
    origin: ['Arbetsförmedlingen: Yrkesbarometern, CC0'],
    occupations: [...occupations.values()],
    assessments,
  };
}
