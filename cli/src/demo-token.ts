import { type DemoUser, demoActors } from '@lotsen/access/demo-actors';
import type { Schemas } from '@lotsen/api/client';
import * as oidc from 'openid-client';

/** An access token of a demo user, by client credentials. */
export async function demoToken(
  user: DemoUser,
  { issuer, audience }: Pick<Schemas['SignIn'], 'issuer' | 'audience'>,
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

/** Allows plain HTTP only for an issuer on the loopback address. */
export function insecureOnLoopback(issuer: string): oidc.DiscoveryRequestOptions {
  const { protocol, hostname } = new URL(issuer);
  const loopback = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return loopback ? { execute: [oidc.allowInsecureRequests] } : {};
}
