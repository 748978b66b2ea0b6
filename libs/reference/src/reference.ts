import type { CompactProfiles, CompactTaxonomy, KeywordKind } from './compact.js';
import type { EscoCrosswalk, MatchedEscoOccupation } from './esco.js';
import { fold } from './fold.js';
import type { KinshipTable } from './kinship.js';
import type { LicenceRules } from './licence-rules.js';
import type { Places } from './places.js';
import type {
  Concept,
  CountedSkill,
  EducationConcept,
  Kinship,
  LicenceRule,
  Municipality,
  Occupation,
  OccupationGroup,
  ShortageAssessment,
} from './types.js';

export type ConceptKind = 'occupation' | 'group' | 'skill' | 'language' | 'municipality';

/** Looks up public reference data. It never changes once it is loaded, and look-ups by key use maps. */
export class Reference {
  private readonly groupsByKey = new Map<string, OccupationGroup>();
  private readonly occupationsById = new Map<string, Occupation>();
  private readonly trainees = new Set<string>();
  private readonly namesOfGroup = new Map<string, Occupation[]>();
  private readonly skillsById = new Map<string, Concept>();
  private readonly skillsBySsyk = new Map<string, readonly string[]>();
  private readonly groupsBySkill = new Map<string, number>();
  private readonly substitutesById = new Map<string, Map<string, number>>();
  private readonly relatedById = new Map<string, Set<string>>();
  private readonly languagesByKey = new Map<string, Concept>();
  private readonly educationByKey = new Map<string, EducationConcept>();
  private readonly drivingByKey = new Map<string, string>();
  private readonly labels = new Map<ConceptKind, Map<string, string[]>>();
  private loadedEsco: EscoCrosswalk | undefined;
  private readonly profiles = new Map<string, readonly CountedSkill[]>();
  readonly keywords: readonly { word: string; kind: KeywordKind; ids: readonly string[] }[];

  constructor(
    taxonomy: CompactTaxonomy,
    private readonly places: Places,
    private readonly rules: LicenceRules,
    readonly shortages: readonly ShortageAssessment[],
    private readonly kinship: KinshipTable,
    profiles: CompactProfiles,
    private readonly loadEsco: () => EscoCrosswalk,
    /** Abbreviations and everyday words, each with the words that labels use instead. */
    readonly equivalents: Readonly<Record<string, readonly string[]>>,
  ) {
    this.version = `${taxonomy.version}+${places.version}`;
    const groups = taxonomy.groups.map(([ssyk, id, label]) => ({ id, ssyk, label }));
    for (const group of groups) {
      this.groupsByKey.set(group.ssyk, group).set(group.id, group);
      this.namesOfGroup.set(group.ssyk, []);
      this.index('group', group.label, group.id);
    }
    for (const [rows, retired] of [
      [taxonomy.occupations, false],
      [taxonomy.retired, true],
    ] as const) {
      for (const [id, label, position] of rows) {
        const group = groups[position];
        const occupation = { id, label, group, retired };
        this.occupationsById.set(id, occupation);
        if (group && !retired) this.namesOfGroup.get(group.ssyk)?.push(occupation);
        this.index('occupation', label, id);
      }
    }
    for (const position of taxonomy.traineeNames) this.trainees.add(taxonomy.occupations[position]?.[0] as string);
    for (const [id, label] of taxonomy.skills) {
      this.skillsById.set(id, { id, label });
      this.index('skill', label, id);
    }
    const skillIds = taxonomy.skills.map(([id]) => id);
    taxonomy.skillsOfGroups.forEach((positions, at) => {
      const ids = positions.map((p) => skillIds[p] as string);
      this.skillsBySsyk.set((groups[at] as OccupationGroup).ssyk, ids);
      for (const id of ids) this.groupsBySkill.set(id, (this.groupsBySkill.get(id) ?? 0) + 1);
    });
    const occupationIds = taxonomy.occupations.map(([id]) => id);
    for (let at = 0; at < taxonomy.substitutes.length; at += 3) {
      const [person, job, percentage] = taxonomy.substitutes.slice(at, at + 3) as [number, number, number];
      const from = occupationIds[person] as string;
      const jobs = this.substitutesById.get(from) ?? new Map<string, number>();
      this.substitutesById.set(from, jobs.set(occupationIds[job] as string, percentage));
    }
    for (let at = 0; at < taxonomy.relatedSkills.length; at += 2) {
      const one = skillIds[taxonomy.relatedSkills[at] as number] as string;
      const other = skillIds[taxonomy.relatedSkills[at + 1] as number] as string;
      this.relate(one, other);
      this.relate(other, one);
    }
    for (const [id, label, iso] of taxonomy.languages) {
      this.languagesByKey.set(id, { id, label });
      if (iso) this.languagesByKey.set(iso.toLowerCase(), { id, label });
      this.index('language', label, id);
    }
    for (const [code, id, label] of taxonomy.educationLevels) this.indexEducation('level', code, id, label);
    for (const [code, id, label] of taxonomy.educationFields) this.indexEducation('field', code, id, label);
    for (const [id, code] of taxonomy.drivingLicences) this.drivingByKey.set(id, code).set(code, code);
    for (const [ssyk, ads, counted] of profiles.groups) {
      // A taxonomy that was imported later may lack a skill.
      const skills = counted.filter(([skill]) => this.skillsById.has(skill));
      this.profiles.set(
        ssyk,
        skills.map(([skill, count]) => ({ skill, count, ads })),
      );
    }
    for (const { name, code } of this.places.municipalities()) this.index('municipality', name, code);
    const idsOf = {
      skill: skillIds,
      occupation: occupationIds,
      'education-field': taxonomy.educationFields.map(([, id]) => id),
    };
    this.keywords = taxonomy.keywords.map(([word, kind, positions]) => ({
      word,
      kind,
      ids: positions.map((p) => idsOf[kind][p] as string),
    }));
  }

  /** Names the data that this was loaded from; it is part of every stored explanation. */
  readonly version: string;

  /** By SSYK code or concept id. */
  group(key: string): OccupationGroup | undefined {
    return this.groupsByKey.get(key);
  }

  groups(): OccupationGroup[] {
    return [...new Set(this.groupsByKey.values())];
  }

  /** Also finds retired ids. Their group is the one to which all matches in the published ISCO crosswalk lead. */
  occupation(id: string): Occupation | undefined {
    return this.occupationsById.get(id);
  }

  /**
   * The occupation name in use that has the label of a retired one: the one in the group, if a group is given; else the
   * one in the group of the retired name, or the only one there is. An id that is not retired, or has no such namesake,
   * stays as it is.
   */
  inUse(id: string, ssyk?: string): string {
    const name = this.occupationsById.get(id);
    if (!name?.retired) return id;
    const namesakes = this.find('occupation', name.label).filter((one) => !this.occupationsById.get(one)?.retired);
    const within = (group: string | undefined) => namesakes.filter((one) => this.ssykOf(one) === group);
    const [found, ...others] = ssyk ? within(ssyk) : [...within(name.group?.ssyk), ...namesakes];
    return found !== undefined && (ssyk === undefined || others.length === 0) ? found : id;
  }

  /** Also retired ones. */
  occupations(): Iterable<Occupation> {
    return this.occupationsById.values();
  }

  /** Loaded when it is first asked for, because most services never ask. */
  get esco(): EscoCrosswalk {
    this.loadedEsco ??= this.loadEsco();
    return this.loadedEsco;
  }

  /** The ESCO occupations that the published crosswalk matches an occupation name with, the closest match first. */
  escoOf(occupation: string): readonly MatchedEscoOccupation[] {
    return this.esco.occupationsOf(occupation);
  }

  /** The SSYK code of an occupation name, or of a group given by code or id. */
  ssykOf(id: string): string | undefined {
    return this.groupsByKey.get(id)?.ssyk ?? this.occupationsById.get(id)?.group?.ssyk;
  }

  /** Whether a name is for people not yet qualified: a student, an apprentice, someone without the certificate. */
  isTraineeName(occupation: string): boolean {
    return this.trainees.has(occupation);
  }

  /** The occupation names in ids of names and groups, without those of people not yet qualified. */
  namesIn(ids: readonly string[]): readonly Occupation[] {
    return ids
      .flatMap((id) => {
        const group = this.groupsByKey.get(id);
        return group ? this.occupationsOf(group.ssyk) : (this.occupation(id) ?? []);
      })
      .filter(({ id }) => !this.trainees.has(id));
  }

  /** The occupation names of a group, without retired ones. */
  occupationsOf(ssyk: string): readonly Occupation[] {
    return this.namesOfGroup.get(ssyk) ?? [];
  }

  skill(id: string): Concept | undefined {
    return this.skillsById.get(id);
  }

  skills(): Iterable<Concept> {
    return this.skillsById.values();
  }

  /** Ids of the skills that the taxonomy links to a group. */
  skillsOf(ssyk: string): readonly string[] {
    return this.skillsBySsyk.get(ssyk) ?? [];
  }

  /** The skills that counted ads of a group ask for, the most frequent first; undefined if too few ads were counted. */
  profileOf(ssyk: string): readonly CountedSkill[] | undefined {
    return this.profiles.get(ssyk);
  }

  /** How many groups a skill is linked to. The fewer, the more specific the skill is. */
  groupCountOf(skill: string): number {
    return this.groupsBySkill.get(skill) ?? 0;
  }

  /** Skills that share an ESCO skill with this one. */
  relatedSkills(skill: string): ReadonlySet<string> {
    return this.relatedById.get(skill) ?? none;
  }

  /** The occupations that people of this occupation can do, each with the published per cent (75 or 25). */
  substitutes(occupation: string): ReadonlyMap<string, number> {
    return this.substitutesById.get(occupation) ?? nothing;
  }

  /** Jobs that are near to an occupation name though no published pair says so; of model version 2. */
  kinOf(person: string): ReadonlyMap<string, Kinship> {
    return this.kinship.of(person, (id) => this.skillsById.has(id) || this.occupation(id)?.retired === false);
  }

  /** By concept id or ISO 639 code. */
  language(key: string): Concept | undefined {
    return this.languagesByKey.get(key) ?? this.languagesByKey.get(key.toLowerCase());
  }

  languages(): Concept[] {
    return [...new Map([...this.languagesByKey.values()].map((language) => [language.id, language])).values()];
  }

  /** By SCB code or JobTech concept id. */
  municipality(key: string): Municipality | undefined {
    return this.places.municipality(key);
  }

  municipalities(): Municipality[] {
    return this.places.municipalities();
  }

  county(code: string): string | undefined {
    return this.places.counties.get(code);
  }

  counties(): ReadonlyMap<string, string> {
    return this.places.counties;
  }

  /** By SUN code or concept id. A level and a field may have the same code, so `kind` is needed; ids are unique. */
  education(kind: 'level' | 'field', key: string): EducationConcept | undefined {
    return this.educationByKey.get(`${kind}:${key}`);
  }

  /** Every level, or every field, once. */
  educations(kind: 'level' | 'field'): EducationConcept[] {
    const ofKind = [...this.educationByKey].filter(([key]) => key.startsWith(`${kind}:`));
    return [...new Set(ofKind.map(([, concept]) => concept))];
  }

  drivingLicences(): string[] {
    return [...new Set(this.drivingByKey.values())];
  }

  /** A driving licence's code ("B", "CE") by code or concept id. */
  drivingLicence(key: string): string | undefined {
    return this.drivingByKey.get(key);
  }

  get licences(): readonly LicenceRule[] {
    return this.rules.all;
  }

  licence(id: string): LicenceRule | undefined {
    return this.rules.licence(id);
  }

  /**
   * The licences and titles that law requires in an occupation name.
   * @param since the version of the model whose additions count; without one, none do
   */
  licencesRequiredIn(
    occupation: string,
    ssyk: string | undefined,
    permanent: boolean,
    since?: '2',
  ): readonly LicenceRule[] {
    return this.rules.requiredIn(occupation, ssyk, permanent, since);
  }

  /** The licences to which an education leads. @param level of SUN 2020 @param field of SUN 2020 */
  licencesAfter(level: string, field: string): LicenceRule[] {
    return this.rules.after(level, field);
  }

  /** Ids of the concepts with this label. Case and accents do not count, but å, ä and ö are letters of their own. */
  find(kind: ConceptKind, label: string): readonly string[] {
    return this.labels.get(kind)?.get(fold(label)) ?? [];
  }

  /** Minutes one way, estimated; undefined where a code is unknown. */
  travelMinutes(from: string, to: string, byCar: boolean): number | undefined {
    return this.places.travelMinutes(from, to, byCar);
  }

  private index(kind: ConceptKind, label: string, id: string) {
    const labels = this.labels.get(kind) ?? new Map<string, string[]>();
    this.labels.set(kind, labels);
    const folded = fold(label);
    const ids = labels.get(folded);
    if (ids) ids.push(id);
    else labels.set(folded, [id]);
  }

  private indexEducation(kind: 'level' | 'field', code: string, id: string, label: string) {
    const concept = { code, id, label };
    this.educationByKey.set(`${kind}:${code}`, concept).set(`${kind}:${id}`, concept);
  }

  private relate(one: string, other: string) {
    const related = this.relatedById.get(one) ?? new Set<string>();
    this.relatedById.set(one, related.add(other));
  }
}

const none: ReadonlySet<string> = new Set();
const nothing: ReadonlyMap<string, number> = new Map();
