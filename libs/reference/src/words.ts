/** The field's closed vocabularies. Each list is defined here once; types, schemas and checks are derived from it. */

/** Common European Framework of Reference, in order; A0 says that the person does not know the language. */
export const cefrLevels = ['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
export type CefrLevel = (typeof cefrLevels)[number];

export const shifts = ['day', 'evening', 'night', 'weekend'] as const;
export type Shift = (typeof shifts)[number];

/** What can back a skill (kompetensunderlag), the strongest first. */
export const evidenceOutcomes = [
  'grade',
  'degree',
  'trade-certificate',
  'qualification-certificate',
  'certificate-full',
  'workplace-confirmed',
  'employment',
  'certificate-part',
  'mapping',
  'self-declared',
] as const;
export type EvidenceOutcome = (typeof evidenceOutcomes)[number];

/** What a score is made of. */
export const componentNames = ['competence', 'experience', 'reach', 'wish', 'language', 'education'] as const;
export type ComponentName = (typeof componentNames)[number];

/** What an employer can ask for. */
export const requirementKinds = ['skill', 'experience', 'language', 'education', 'driving-licence', 'car'] as const;

/** The kinds of condition that decide the verdict on a match. */
export const conditionKinds = [
  'licence',
  ...requirementKinds,
  'reach',
  'hours',
  'shifts',
  'availability',
  'exclusion',
  'room',
] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** How Yrkesbarometern assesses an occupation, the greatest need first. */
export const shortageSituations = ['shortage', 'paradox', 'no-assessment', 'balance', 'surplus'] as const;
export type ShortageSituation = (typeof shortageSituations)[number];

/** The versions of the matching model that are shipped, the newest last: data/model-VERSION.json. */
export const modelVersions = ['1', '2'] as const;
export type ModelVersion = (typeof modelVersions)[number];
export const newestModel = modelVersions.at(-1) as ModelVersion;
