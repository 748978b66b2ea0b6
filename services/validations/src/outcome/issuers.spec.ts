import { describe, expect, it } from '@jest/globals';
import { type Organisation, organisationKinds } from '@lotsen/contracts';
import { issuersOf, mayIssue } from './issuers.js';
import type { ResultKind } from './results.js';

const results = Object.keys(issuersOf) as ResultKind[];
const organisation = (kinds: Organisation['kinds'], setsGrades: boolean): Organisation => ({
  id: '00000000-0000-4000-8000-000000000003',
  version: 1,
  status: 'active',
  reached: {},
  name: 'Demo',
  number: null,
  kinds,
  setsGrades,
  workplaces: [],
  demo: true,
});
const issuable = (kinds: Organisation['kinds'], setsGrades: boolean) =>
  results.filter((result) => mayIssue(organisation(kinds, setsGrades), result));

const assessed = ['certificate', 'mapping'] as const;
const withoutGrades: Readonly<Record<Organisation['kinds'][number], readonly ResultKind[]>> = {
  'employment-service': ['mapping'],
  municipality: assessed,
  'training-provider': assessed,
  'learning-centre': assessed,
  school: ['degree', ...assessed],
  employer: [],
  region: assessed,
  'sector-council': ['trade-certificate', 'qualification-certificate', ...assessed],
  authority: ['degree'],
};
const gradeSetters: Organisation['kinds'] = [
  'municipality',
  'training-provider',
  'learning-centre',
  'school',
  'region',
];

describe('who may issue what', () => {
  it.each(organisationKinds)('%s', (kind) => {
    expect(issuable([kind], false)).toEqual(withoutGrades[kind]);
  });

  it.each(organisationKinds)('%s that sets grades', (kind) => {
    const grade = gradeSetters.includes(kind) ? (['grade'] as const) : [];
    expect(issuable([kind], true)).toEqual([...grade, ...withoutGrades[kind]]);
  });

  it('an organisation of several kinds issues what each of them may', () => {
    expect(issuable(['employer', 'sector-council', 'school'], true)).toEqual(results);
  });

  it('whoever takes no part issues nothing', () => {
    expect(results.filter((result) => mayIssue(undefined, result))).toEqual([]);
  });
});
