import type { insurers, parties } from '@lotsen/api';
import type { Placement } from '@lotsen/contracts';
import type { Text } from '@lotsen/persistence';

export type Kind = Placement['kind'];
export type Party = (typeof parties)[number];
export type Insurer = (typeof insurers)[number];

interface KindRules {
  readonly words: Text;
  /** Who signs; the person's yes comes with the booking. */
  readonly signs: readonly Party[];
  /** Who can insure it. */
  readonly insurers: readonly Insurer[];
  /** The training step that a supervisor needs (three steps; step 1 is the short introduction). */
  readonly supervisorStep: 1 | 2 | 3;
  readonly longestDays: number | null;
  readonly source: string;
}

const education = { signs: ['person', 'workplace', 'school'], longestDays: null } as const;
const praktik = { signs: ['person', 'workplace', 'officer'] } as const;

/**
 * The rules of each kind of placement. They are professional knowledge, except where a law is named. A region corrects
 * them here.
 */
export const kinds: Readonly<Record<Kind, KindRules>> = {
  apl: {
    ...education,
    words: { sv: 'APL', en: 'workplace-based learning' },
    insurers: ['school', 'state'],
    supervisorStep: 1,
    source: 'SFS 2010:2039, 4 kap. 12 §',
  },
  larling: {
    ...education,
    words: { sv: 'lärling', en: 'apprenticeship' },
    insurers: ['school', 'state', 'employer'],
    supervisorStep: 2,
    source: 'SFS 2011:1108, 2 kap.; state-funded adult apprenticeship: 70 % at the workplace',
  },
  lia: {
    ...education,
    words: { sv: 'LIA', en: 'higher vocational placement' },
    insurers: ['school', 'state'],
    supervisorStep: 1,
    source: 'SFS 2009:130, 2 kap.',
  },
  vfu: {
    ...education,
    words: { sv: 'VFU', en: 'placement of a professional degree' },
    insurers: ['school', 'state'],
    supervisorStep: 2,
    source: 'SFS 1993:100, annex 2',
  },
  arbetspraktik: {
    ...praktik,
    words: { sv: 'arbetspraktik', en: 'work experience' },
    insurers: ['state'],
    supervisorStep: 1,
    longestDays: 184,
    source: 'SFS 2000:634, 23 §: at most six months',
  },
  arbetstraning: {
    ...praktik,
    words: { sv: 'arbetsträning', en: 'work training' },
    insurers: ['state', 'municipality'],
    supervisorStep: 1,
    longestDays: null,
    source: 'SFS 2000:634',
  },
  yrkeskompetensbedomning: {
    ...praktik,
    words: { sv: 'yrkeskompetensbedömning', en: 'assessment of vocational competence' },
    insurers: ['state'],
    supervisorStep: 2,
    longestDays: 21,
    source: 'SFS 2000:634; at most three weeks',
  },
  'kommunal-praktik': {
    ...praktik,
    words: { sv: 'kommunal praktik', en: "the municipality's work experience" },
    insurers: ['municipality'],
    supervisorStep: 1,
    longestDays: null,
    source: 'SFS 2001:453, 4 kap. 4 §',
  },
  sprakpraktik: {
    ...praktik,
    words: { sv: 'språkpraktik', en: 'language practice' },
    insurers: ['state', 'municipality'],
    supervisorStep: 1,
    longestDays: null,
    source: "the municipalities' own forms",
  },
};

/** The number of days of a period, both ends included. */
export const daysOf = (start: string, end: string): number => (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;
