import type { Identified, Role } from './roles.js';

/** Ids of the demo organisations; plainly made up. */
const organisation = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

/** The users of the demo: one for each role, and a second administrator for what needs two of them. */
export type DemoUser = Role | 'second-administrator';

/** The demo users exist only if no identity provider is configured. */
export const demoActors: Readonly<Record<DemoUser, Identified & { readonly title: string }>> = {
  officer: {
    subject: 'demo-officer',
    roles: ['officer'],
    organisation: organisation(1),
    title: 'Arbetsförmedlare (demo)',
  },
  coordinator: {
    subject: 'demo-coordinator',
    roles: ['coordinator'],
    organisation: organisation(1),
    title: 'Praktiksamordnare (demo)',
  },
  employer: {
    subject: 'demo-employer',
    roles: ['employer'],
    organisation: organisation(2),
    title: 'Arbetsgivare (demo)',
  },
  supervisor: {
    subject: 'demo-supervisor',
    roles: ['supervisor'],
    organisation: organisation(2),
    title: 'Handledare (demo)',
  },
  'learning-centre': {
    subject: 'demo-learning-centre',
    roles: ['learning-centre'],
    organisation: organisation(3),
    title: 'Lärcentrum (demo)',
  },
  counsellor: {
    subject: 'demo-counsellor',
    roles: ['counsellor'],
    organisation: organisation(3),
    title: 'Studie- och yrkesvägledare (demo)',
  },
  analyst: { subject: 'demo-analyst', roles: ['analyst'], organisation: organisation(4), title: 'Analytiker (demo)' },
  administrator: {
    subject: 'demo-administrator',
    roles: ['administrator'],
    organisation: organisation(5),
    title: 'Administratör (demo)',
  },
  'second-administrator': {
    subject: 'demo-second-administrator',
    roles: ['administrator'],
    organisation: organisation(5),
    title: 'Administratör 2 (demo)',
  },
};

export const isDemoUser = (word: string): word is DemoUser => Object.hasOwn(demoActors, word);

export function demoActorOf(subject: string | undefined): (typeof demoActors)[DemoUser] | undefined {
  return Object.values(demoActors).find((actor) => actor.subject === subject);
}
