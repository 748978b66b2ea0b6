export { MEMBERSHIPS, type Memberships } from './access.guard.js';
export { AccessModule } from './access.module.js';
export { callerIn, callerOf, keepCaller } from './caller.js';
export { sameLetters } from './claims.js';
export { type DemoUser, demoActorOf, demoActors } from './demo-actors.js';
export {
  type Actor,
  everyRole,
  type Identified,
  isRole,
  type Opened,
  type Role,
  roles,
  rolesOnSide,
  type Scope,
  scopes,
} from './roles.js';
export { documentedPath, operationName, type RouteRule, RouteRules } from './route-rules.js';
export { Allow, actorOf, CurrentActor, Public, type Rule } from './rules.js';
export { type TokenSettings, TokenVerifier } from './token-verifier.js';
