export { AccessModule } from './access.module.js';
export { demoActorOf, demoActors } from './demo-actors.js';
export { type Actor, isRole, type Role, roles } from './roles.js';
export { type RouteRule, RouteRules } from './route-rules.js';
export { Allow, CurrentActor, Public, type Rule } from './rules.js';
export { type TokenSettings, TokenVerifier } from './token-verifier.js';
