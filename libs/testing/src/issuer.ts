import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role } from '@lotsen/access';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An identity provider inside the test. It signs a token for any role, organisation and subject. */
export interface Issuer {
  readonly env: Record<string, string>;
  token(role: Role, organisation: string | null, subject?: string): Promise<string>;
  stop(): void;
}

export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] });
  const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const known = new Map<string, Promise<string>>();
  const sign = (role: Role, organisation: string | null, subject: string) =>
    new SignJWT({ roles: [role], ...(organisation ? { organisation } : {}) })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
      .setIssuer(url)
      .setAudience('urn:lotsen:api')
      .setSubject(subject)
      .setExpirationTime('2h')
      .sign(privateKey);
  return {
    env: { OIDC_ISSUER: url, OIDC_JWKS_URL: `${url}/keys` },
    token: (role, organisation, subject = `${role}-of-${organisation}`) => {
      const key = `${role} ${organisation} ${subject}`;
      const token = known.get(key) ?? sign(role, organisation, subject);
      known.set(key, token);
      return token;
    },
    stop: () => server.close(),
  };
}
