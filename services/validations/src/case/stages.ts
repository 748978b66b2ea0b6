import type { caseStages } from '@lotsen/api';
import type { ValidationProfile } from '@lotsen/contracts';
import type { Text } from '@lotsen/persistence';

export type Process = ValidationProfile['process'];
type StageName = (typeof caseStages)[number];

interface Stage {
  readonly words: Text;
  readonly next: readonly string[];
  /** A case can be completed at this stage, with an outcome. */
  readonly ends?: true;
}

/**
 * The stages of each process; its first stage opens a case. Validation is several processes: komvux follows the
 * Education Act (SFS 2010:800, 20 kap.; SFS 2011:1108), branches follow their own models, and UHR, Socialstyrelsen and
 * Skolverket assess foreign credentials. A region corrects the stages here. The API enumerates the names of all stages.
 */
export const stagesOf: Readonly<Record<Process, Readonly<Record<string, Stage>>>> = {
  komvux: {
    'initial-mapping': {
      words: { sv: 'inledande kartläggning', en: 'initial mapping' },
      next: ['admitted'],
      ends: true,
    },
    admitted: {
      words: { sv: 'antagen', en: 'admitted' },
      next: ['in-depth-mapping', 'assessment', 'examination'],
    },
    'in-depth-mapping': {
      words: { sv: 'fördjupad kartläggning', en: 'in-depth mapping' },
      next: ['assessment', 'examination'],
      ends: true,
    },
    assessment: { words: { sv: 'bedömning', en: 'assessment' }, next: ['certificate', 'examination'] },
    certificate: { words: { sv: 'intyg', en: 'certificate' }, next: ['examination'], ends: true },
    examination: { words: { sv: 'prövning', en: 'examination' }, next: ['grade'] },
    grade: { words: { sv: 'betyg', en: 'grade' }, next: [], ends: true },
  },
  branch: {
    mapping: {
      words: { sv: 'kartläggning mot yrkesprofilen', en: 'mapping against the profile' },
      next: ['assessment'],
    },
    assessment: {
      words: { sv: 'bedömning', en: 'assessment' },
      next: ['trade-certificate', 'certificate-with-top-up'],
    },
    'certificate-with-top-up': {
      words: { sv: 'valideringsintyg med rekommenderad komplettering', en: 'certificate with recommended top-up' },
      next: ['top-up'],
      ends: true,
    },
    'top-up': { words: { sv: 'komplettering', en: 'top-up' }, next: ['assessment'] },
    'trade-certificate': {
      words: { sv: 'yrkesbevis eller kvalifikationsbevis', en: 'trade or qualification certificate' },
      next: [],
      ends: true,
    },
  },
  'higher-vocational': {
    application: { words: { sv: 'ansökan', en: 'application' }, next: ['mapping'] },
    mapping: { words: { sv: 'kartläggning', en: 'mapping' }, next: ['assessment'], ends: true },
    assessment: { words: { sv: 'bedömning', en: 'assessment' }, next: ['decision'] },
    decision: { words: { sv: 'beslut om tillgodoräknande', en: 'decision on credit' }, next: [], ends: true },
  },
  language: {
    registered: { words: { sv: 'anmäld till prov', en: 'registered for the test' }, next: ['tested'] },
    tested: { words: { sv: 'prov genomfört', en: 'tested' }, next: ['result'] },
    result: { words: { sv: 'resultat', en: 'result' }, next: [], ends: true },
  },
  'foreign-credential': {
    application: { words: { sv: 'ansökan', en: 'application' }, next: ['documents-complete'] },
    'documents-complete': { words: { sv: 'handlingarna kompletta', en: 'documents complete' }, next: ['assessed'] },
    assessed: { words: { sv: 'bedömd', en: 'assessed' }, next: ['supplementary-demands', 'decision'] },
    'supplementary-demands': { words: { sv: 'kompletteringskrav', en: 'supplementary demands' }, next: ['decision'] },
    decision: { words: { sv: 'utlåtande eller beslut', en: 'statement or decision' }, next: [], ends: true },
  },
} satisfies Record<Process, Partial<Record<StageName, Stage>>>;

export const firstStageOf = (process: Process): string => Object.keys(stagesOf[process])[0] as string;
