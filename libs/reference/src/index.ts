export { addPublished, type Published } from './build/published.js';
export { buildTaxonomy, missingParts } from './build/taxonomy.js';
export type { CompactProfiles, CompactStopWords, CompactTaxonomy } from './compact.js';
export * from './esco.js';
export { fold } from './fold.js';
export {
  type DemoValidationProfile,
  demoValidationProfiles,
  loadModel,
  loadReference,
  loadSkillWords,
  type SkillWords,
} from './load.js';
export type * from './model.js';
export { type ConceptKind, Reference } from './reference.js';
export { ReferenceSearch } from './search/reference-search.js';
export { type Finding, findings, type Hit } from './search/word-index.js';
export { type SearchKind, searchKinds } from './search-kinds.js';
export { situationOf } from './shortage.js';
export type * from './types.js';
export * from './words.js';
