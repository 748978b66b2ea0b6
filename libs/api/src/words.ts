/** Enumerations of the API that neither the events nor the reference data have. Each list is defined here only. */

export const targetKinds = ['vacancy', 'placement', 'occupation'] as const;
export const verdicts = ['eligible', 'to-clarify', 'near', 'out'] as const;
export const conditionStates = ['met', 'unmet', 'unknown'] as const;
export const skillSources = ['named', 'text', 'live', 'counted', 'derived'] as const;
/** Who makes a requirement. */
export const demanders = ['law', 'employer', 'person', 'target', 'text'] as const;
/** How somebody gets to a target. */
export const waysOfReach = ['commute', 'move', 'remote', 'none'] as const;
/** What the similarity of two occupations is based on. */
export const similarityBases = ['same', 'published', 'group', 'estimate'] as const;
/** What a kinship of occupations rests on. */
export const kinshipBases = ['neighbour', 'skills', 'label', 'group'] as const;
/** Which facts of a person a hypothetical change can concern. */
export const changeKinds = ['skill', 'licence', 'driving-licence', 'language', 'commute'] as const;

/** How a person's yes or no came to be known. */
export const consentWays = ['oral', 'written', 'paper'] as const;
export const closingReasons = ['got-work', 'studies', 'moved', 'other'] as const;
/** The purposes for which a caller may look at a person. */
export const purposes = [
  'matching',
  'proposal',
  'validation',
  'placement',
  'contact',
  'correction',
  'oversight',
] as const;

/** How a signature became known: on paper, as somebody noted; electronically; or orally, for a yes. */
export const signatureWays = ['paper', 'electronic', 'oral'] as const;
export const parties = ['person', 'workplace', 'school', 'officer'] as const;
export const insurers = ['school', 'state', 'municipality', 'employer'] as const;
export const interruptions = ['illness', 'school-break', 'workplace', 'conflict', 'other'] as const;
export const cancellations = ['person-said-no', 'workplace-said-no', 'got-work', 'mistake'] as const;

/** Why a validation ended without an outcome. */
export const discontinuations = ['person-withdrew', 'moved', 'not-admitted', 'got-work', 'other'] as const;

/** The stages of a validation, for all its processes (SFS 2010:800, 20 kap.; the branches' own models). */
export const caseStages = [
  'initial-mapping',
  'admitted',
  'in-depth-mapping',
  'mapping',
  'application',
  'documents-complete',
  'registered',
  'assessment',
  'assessed',
  'supplementary-demands',
  'tested',
  'certificate',
  'certificate-with-top-up',
  'top-up',
  'trade-certificate',
  'examination',
  'grade',
  'decision',
  'result',
] as const;
