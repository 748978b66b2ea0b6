import type { CompactEsco } from './compact.js';

/**
 * How an ESCO occupation compares with the JobTech occupation that it is matched with (SKOS): "broad" says that the ESCO
 * occupation is the wider one, "narrow" that it is a part.
 */
export const escoMatches = ['exact', 'close', 'narrow', 'broad'] as const;
export type EscoMatch = (typeof escoMatches)[number];

export interface EscoOccupation {
  /** The last part of its URI: http://data.europa.eu/esco/occupation/ID */
  readonly id: string;
  /** The preferred label in English. */
  readonly label: string;
  /** ISCO-08 code of four digits. */
  readonly isco: string;
  /** In Swedish: essential skills that few other occupations have. */
  readonly skills: readonly string[];
}

export type MatchedEscoOccupation = EscoOccupation & { readonly match: EscoMatch };

/** A JobTech occupation name of the crosswalk, with its label there, which may be older than the taxonomy's. */
export interface CrosswalkTitle {
  readonly id: string;
  readonly label: string;
  readonly occupations: readonly MatchedEscoOccupation[];
  /** ISCO groups that it is matched with, as narrower than it or where ESCO has no occupation for it. */
  readonly iscoGroups: readonly string[];
}

export interface IscoGroup {
  readonly code: string;
  /** The label in Swedish. */
  readonly label: string;
  /** SSYK codes of the groups that the key between the classifications links to it. */
  readonly ssyk: readonly string[];
}

/** ESCO's occupations, and the published crosswalk from JobTech's occupation names to them. */
export class EscoCrosswalk {
  readonly occupations: readonly EscoOccupation[];
  readonly iscoGroups: readonly IscoGroup[];
  private readonly byId = new Map<string, CrosswalkTitle>();

  constructor(compact: CompactEsco) {
    this.occupations = compact.occupations.map(([id, label, isco, skills]) => ({
      id,
      label,
      isco,
      skills: skills.map((at) => compact.skills[at] as string),
    }));
    this.iscoGroups = compact.iscoGroups.map(([code, label, ssyk]) => ({ code, label, ssyk }));
    for (const [id, label, matches, iscoGroups] of compact.titles) {
      const occupations: MatchedEscoOccupation[] = [];
      for (let at = 0; at < matches.length; at += 2) {
        const occupation = this.occupations[matches[at] as number] as EscoOccupation;
        occupations.push({ ...occupation, match: escoMatches[matches[at + 1] as number] as EscoMatch });
      }
      this.byId.set(id, { id, label, occupations, iscoGroups });
    }
  }

  titles(): Iterable<CrosswalkTitle> {
    return this.byId.values();
  }

  /** Of a JobTech occupation name, also of a retired one: the closest match first. */
  occupationsOf(occupation: string): readonly MatchedEscoOccupation[] {
    return this.byId.get(occupation)?.occupations ?? [];
  }
}
