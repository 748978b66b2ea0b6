/** The lists that can be searched by word. */
export const searchKinds = [
  'occupation',
  'group',
  'skill',
  'language',
  'municipality',
  'education-level',
  'education-field',
  'licence',
  'driving-licence',
  'esco-occupation',
] as const;
export type SearchKind = (typeof searchKinds)[number];
