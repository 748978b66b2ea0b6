export { type Assessment, assess, type Verdict } from './assess.js';
export { type PreparedCandidate, prepareCandidate, type Source } from './candidate.js';
export type { Component, Reason } from './components.js';
export type { Condition, ConditionState } from './conditions.js';
export { type Context, contextOf } from './context.js';
export type { SkillSource, SkillTerm } from './derived-terms.js';
export { ExactEngine } from './exact/exact-engine.js';
export { LiveList } from './exact/live-list.js';
export type * from './facts.js';
export type { KnownMatch } from './known-match.js';
export type { Link } from './links.js';
export type { Outlook } from './outlook.js';
export type * from './port.js';
export {
  type Entry,
  type ListName,
  type PlaceInList,
  type RankedList,
  standingOf,
  topCandidates,
  topTargets,
} from './ranking.js';
export type { Similarity } from './similarity.js';
export { type PreparedTarget, prepareTarget } from './target.js';
export type { Change, Standing } from './what-if.js';
