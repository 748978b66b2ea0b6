/** The roles that a caller may have. Administrators keep the system running; they do not do the others' work. */
export const roles = [
  'officer',
  'coordinator',
  'employer',
  'supervisor',
  'learning-centre',
  'counsellor',
  'analyst',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

export const isRole = (word: unknown): word is Role => roles.includes(word as Role);

/** How far a role reaches: to what the caller's organisation answers for; also to what is shared with it; or to all. */
export const scopes = ['own', 'shared', 'any'] as const;
export type Scope = (typeof scopes)[number];

/** Which roles a route is open to, and how far each reaches there. */
export type Opened = Readonly<Partial<Record<Role, Scope>>>;

/** A user or client, as its token describes it. */
export interface Identified {
  readonly subject: string;
  readonly roles: readonly Role[];
  /** Id of the organisation that the caller acts for. */
  readonly organisation: string | null;
}

export interface SignedIn extends Identified {
  /** When the token expires, in seconds since 1970. Nothing that the caller started continues after that. */
  readonly expires: number;
}

/** The caller, and how far the caller reaches on the route of the request. */
export interface Actor extends SignedIn {
  readonly scope: Scope;
  /** How far the caller reaches on the route that shows such an aggregate (GET :id); undefined if it is closed. */
  readonly reads: Scope | undefined;
  /** Ids under which things are shared with the caller: their organisation's, and those of its groups. */
  readonly shares: readonly string[];
  /** The organisations of those groups. */
  readonly peers: readonly string[];
  /** Whether one of the caller's roles stands on the side of that name. */
  standsOn(side: string): boolean;
}

/** The widest scope among the roles held; undefined if the route is closed to all of them. */
export function scopeOf(opened: Opened, held: readonly Role[]): Scope | undefined {
  const reached = held.flatMap((role) => opened[role] ?? []);
  return scopes.findLast((scope) => reached.includes(scope));
}

/**
 * Which roles stand on which side of an aggregate that has two. An organisation may be on both sides; the caller's
 * roles decide for which one it acts. On a side that is not named here, every role that the route's rule admits stands.
 */
export const rolesOnSide: Readonly<Record<string, readonly Role[]>> = {
  employer: ['employer', 'supervisor'],
  workplace: ['employer', 'supervisor'],
  officer: ['officer', 'coordinator'],
  arranger: ['officer', 'coordinator', 'learning-centre', 'counsellor'],
};

/** Opens a route to every role, with this scope. */
export const everyRole = (scope: Scope): Opened =>
  Object.fromEntries(roles.map((role) => [role, scope])) as Record<Role, Scope>;
