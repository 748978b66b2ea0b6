import { fold, type Reference } from '@lotsen/reference';

/**
 * Ads name education by concepts of an older taxonomy. Their ids are not published with it, but their labels are. So
 * levels are found by this table from label to SUN 2020 level, and fields by the label of the SUN field, except the one
 * that has another name in ads.
 */
const levels: Readonly<Record<string, string>> = {
  'saknar formell grundläggande utbildning': '0',
  'förgymnasial utbildning kortare än 9 år': '1',
  'förgymnasial utbildning 9 (10 år)': '2',
  'gymnasial utbildning': '3',
  'eftergymnasial utbildning kortare än två år': '4',
  'eftergymnasial utbildning två år eller längre': '5',
  forskarutbildning: '6',
};
const renamedFields: Readonly<Record<string, string>> = { data: '48' };
const fieldCodes = [
  '01',
  '14',
  '21',
  '22',
  '31',
  '32',
  '34',
  '38',
  '42',
  '44',
  '46',
  '48',
  '52',
  '54',
  '58',
  '62',
  '64',
  '72',
  '76',
  '81',
  '84',
  '85',
  '86',
  '09',
];

export function educationLevelOf(label: string): string | undefined {
  return levels[fold(label)];
}

export function educationFieldOf(label: string, reference: Reference): string | undefined {
  const folded = fold(label);
  return (
    renamedFields[folded] ?? fieldCodes.find((code) => fold(reference.education('field', code)?.label ?? '') === folded)
  );
}
