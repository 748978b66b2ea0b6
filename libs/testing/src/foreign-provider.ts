import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportSPKI, importJWK } from 'jose';
import { OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';

/** An identity provider from npm, not written by this project. It signs any claims that a test gives. */
export interface ForeignProvider {
  readonly url: string;
  readonly jwksUrl: string;
  readonly service: OAuth2Service;
  /** How many times its key set has been requested. */
  keySetReads(): number;
  /** Signs a token with these claims; a header or claim that is null is left out. */
  token(claims: Claims, header?: Claims): Promise<string>;
  /** Signs with a new key from now on, and publishes it beside the others. */
  rotate(): Promise<void>;
  /** The public key of the present signing key, as PEM: anybody can read it from the key set. */
  publicKey(): Promise<string>;
  stop(): Promise<void>;
}

export type Claims = Record<string, unknown>;

export async function foreignProvider(): Promise<ForeignProvider> {
  const issuer = new OAuth2Issuer();
  const service = new OAuth2Service(issuer);
  let reads = 0;
  const server = createServer((request, response) => {
    if (request.url === '/jwks') reads += 1;
    service.requestHandler(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let key = await issuer.keys.generate('RS256');
  return {
    url: issuer.url,
    jwksUrl: `${issuer.url}/jwks`,
    service,
    keySetReads: () => reads,
    token: (claims, header = {}) =>
      issuer.buildToken({
        kid: key.kid,
        scopesOrTransform: (itsHeader, payload) => {
          replace(itsHeader, header);
          replace(payload, claims);
        },
      }),
    rotate: async () => {
      key = await issuer.keys.generate('RS256');
    },
    publicKey: async () => {
      const published = issuer.keys.toJSON().find(({ kid }) => kid === key.kid) ?? {};
      return exportSPKI((await importJWK(published, 'RS256')) as CryptoKey);
    },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}

function replace(target: Claims, values: Claims): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) delete target[name];
    else target[name] = value;
  }
}
