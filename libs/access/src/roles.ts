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

/** Who is calling, as the token says. */
export interface Actor {
  readonly subject: string;
  readonly roles: readonly Role[];
  /** Id of the organisation that they act for. */
  readonly organisation: string | null;
}
