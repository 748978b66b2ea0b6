import type { Organisation } from '@lotsen/contracts';
import type { Text } from '@lotsen/persistence';
import type { ResultKind } from './results.js';

type Kind = Organisation['kinds'][number];

interface Issuers {
  readonly kinds: readonly Kind[];
  /** True: the organisation must also be entitled to set grades. */
  readonly setsGrades?: true;
  readonly words: Text;
  readonly source: string;
}

const assessors: readonly Kind[] = [
  'municipality',
  'learning-centre',
  'school',
  'training-provider',
  'sector-council',
  'region',
];

/** Which kinds of organisation may issue a result. All others register a document that somebody issued. */
export const issuersOf: Readonly<Record<ResultKind, Issuers>> = {
  grade: {
    kinds: ['municipality', 'school', 'learning-centre', 'training-provider', 'region'],
    setsGrades: true,
    words: { sv: 'skolans huvudman eller dess godkända utförare', en: 'a school authority or its authorised provider' },
    source: 'SFS 2010:800, 6 kap. and 20 kap.',
  },
  degree: {
    kinds: ['school', 'authority'],
    words: { sv: 'lärosätet, eller myndigheten som bedömt den', en: 'the school, or the authority that assessed it' },
    source: 'SFS 1993:100, 6 kap.; SFS 2009:130',
  },
  'trade-certificate': {
    kinds: ['sector-council'],
    words: { sv: 'branschen', en: 'the branch' },
    source: "the branches' own models",
  },
  'qualification-certificate': {
    kinds: ['sector-council'],
    words: { sv: 'branschen', en: 'the branch' },
    source: "the branches' own models",
  },
  certificate: {
    kinds: assessors,
    words: { sv: 'den som bedömt (komvux, bransch, utbildare)', en: 'who assessed (komvux, branch, provider)' },
    source: 'SFS 2011:1108, 2 kap.',
  },
  mapping: {
    kinds: [...assessors, 'employment-service'],
    words: { sv: 'den som kartlagt', en: 'who mapped' },
    source: 'SFS 2010:800, 20 kap. 30 §',
  },
};

export function mayIssue(organisation: Organisation | undefined, result: ResultKind): boolean {
  const { kinds, setsGrades } = issuersOf[result];
  if (!organisation?.kinds.some((kind) => kinds.includes(kind))) return false;
  return !setsGrades || organisation.setsGrades;
}
