import { OrganisationGroupState, OrganisationState } from '@lotsen/contracts/states';
import { type Static, Type } from '@sinclair/typebox';
import { named, nullable, pageOf, shape, stateAnswer, text } from './schema.js';

export const Organisation = stateAnswer('Organisation', OrganisationState, {});
export type Organisation = Static<typeof Organisation>;
export const OrganisationPage = pageOf(Organisation);

export const OrganisationGroup = stateAnswer('OrganisationGroup', OrganisationGroupState, {});
export type OrganisationGroup = Static<typeof OrganisationGroup>;
export const OrganisationGroupPage = pageOf(OrganisationGroup);

/** Where to sign in. */
export const SignIn = named(
  'SignIn',
  shape({
    issuer: text,
    audience: text,
    client: Type.String({ description: 'How the command asks its tokens of the issuer.' }),
    scope: text,
    resource: nullable(text),
    port: Type.Union([Type.Integer(), Type.Null()], {
      description: 'On which the issuer lets the command listen; null: on any.',
    }),
    demo: Type.Boolean(),
  }),
);
export type SignIn = Static<typeof SignIn>;
