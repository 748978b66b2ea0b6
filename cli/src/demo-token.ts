import { type DemoUser, demoActors } from '@lotsen/access/demo-actors';
import * as oidc from 'openid-client';

/** Where to sign in, as the portal says it. */
export interface SignIn {
  issuer: string;
  audience: string;
  client: string;
  scope: string;
  resource: string | null;
  /** The one on which the issuer lets the command listen; null: any. */
  port: number | null;
  demo: boolean;
}

/** An access token of a demo user, by client credentials. */
export async function demoToken(
  user: DemoUser,
  { issuer, audience }: Pick<SignIn, 'issuer' | 'audience'>,
): Promise<string> {
  const { subject } = demoActors[user];
  const config = await oidc.discovery(
    new URL(issuer),
    subject,
    'demo',
    oidc.ClientSecretBasic('demo'),
    insecureOnLoopback(issuer),
  );
  const tokens = await oidc.clientCredentialsGrant(config, { scope: 'lotsen', resource: audience });
  return tokens.access_token;
}

/** Plain HTTP is for an issuer on this very machine only. */
export function insecureOnLoopback(issuer: string): oidc.DiscoveryRequestOptions {
  const { protocol, hostname } = new URL(issuer);
  const loopback = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return loopback ? { execute: [oidc.allowInsecureRequests] } : {};
}
