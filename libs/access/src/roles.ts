/** The roles of the field. Administrators keep the system running; they do not do the others' work. */
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

/** How far a role reaches on a route: what its own organisation answers for, what is shared with that too, or all. */
export const scopes = ['own', 'shared', 'any'] as const;
export type Scope = (typeof scopes)[number];

/** Which roles a route is open to, and how far each reaches there. */
export type Opened = Readonly<Partial<Record<Role, Scope>>>;

/** Who somebody is, as their token says. */
export interface Identified {
  readonly subject: string;
  readonly roles: readonly Role[];
  /** Id of the organisation that they act for. */
  readonly organisation: string | null;
}

export interface SignedIn extends Identified {
  /** When their token ends, in seconds since 1970: nothing that they began goes on after it. */
  readonly expires: number;
}

/** Who is calling, and how far they reach on the route that they call. */
export interface Actor extends SignedIn {
  readonly scope: Scope;
  /** How far they reach on the route that shows such a thing (GET :id); undefined where it is closed to them. */
  readonly reads: Scope | undefined;
  /** Ids under which things are shared with them: their organisation's, and those of its groups. */
  readonly shares: readonly string[];
  /** The organisations of those groups. */
  readonly peers: readonly string[];
  /** Whether one of their roles stands on a side of that name. */
  standsOn(side: string): boolean;
}

/** The widest scope that one of somebody's roles has; undefined where the route is closed to all of them. */
export function scopeOf(opened: Opened, held: readonly Role[]): Scope | undefined {
  const reached = held.flatMap((role) => opened[role] ?? []);
  return scopes.findLast((scope) => reached.includes(scope));
}

/**
 * Where two sides meet in one thing, which roles stand on which: an organisation with several hats is still one side at a
 * time. A side that is not named here is anybody's whom the rule lets in.
 */
export const rolesOnSide: Readonly<Record<string, readonly Role[]>> = {
  employer: ['employer', 'supervisor'],
  workplace: ['employer', 'supervisor'],
  officer: ['officer', 'coordinator'],
  arranger: ['officer', 'coordinator', 'learning-centre', 'counsellor'],
};

/** Every role, reaching that far. */
export const everyRole = (scope: Scope): Opened =>
  Object.fromEntries(roles.map((role) => [role, scope])) as Record<Role, Scope>;
