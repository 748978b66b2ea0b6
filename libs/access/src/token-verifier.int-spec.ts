import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@lotsen/testing/eventually';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { TokenRefused } from './token-refused.js';
import { TokenVerifier } from './token-verifier.js';

interface Over {
  key?: CryptoKey;
  kid?: string;
  issuer?: string;
  audience?: string;
  typ?: string;
  expires?: string;
}

describe('the token verifier', () => {
  let server: Server;
  let key: CryptoKey;
  let stranger: CryptoKey;
  let verifier: TokenVerifier;
  let published: object[];
  const settings = {
    issuer: 'https://issuer',
    audience: 'lotsen',
    subjectClaim: 'sub',
    rolesClaim: 'roles',
    organisationClaim: 'org',
  };

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    stranger = (await generateKeyPair('ES256')).privateKey;
    published = [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' }];
    server = createServer((_, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published })),
    );
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    verifier = new TokenVerifier({ ...settings, jwksUrl });
  });

  afterAll(() => {
    server.close();
  });

  const token = (claims: object, over: Over = {}) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: over.kid ?? 'k', typ: over.typ ?? 'at+jwt' })
      .setSubject('somebody')
      .setIssuer(over.issuer ?? settings.issuer)
      .setAudience(over.audience ?? settings.audience)
      .setExpirationTime(over.expires ?? '1h')
      .sign(over.key ?? key);

  it('takes a token of a new key as soon as the issuer publishes it, without a restart', async () => {
    const next = await generateKeyPair('ES256');
    const signed = await token({ roles: ['officer'] }, { key: next.privateKey, kid: 'next' });
    await verifier.verify(await token({ roles: ['officer'] }));
    await expect(verifier.verify(signed)).rejects.toThrow(TokenRefused);
    published = [...published, { ...(await exportJWK(next.publicKey)), kid: 'next', alg: 'ES256' }];
    // The verifier fetches the key set again, at most once in five seconds.
    await eventually(async () => {
      expect(await verifier.verify(signed)).toMatchObject({ roles: ['officer'] });
    });
  });

  it('reads subject, known roles and organisation', async () => {
    const actor = await verifier.verify(await token({ roles: ['officer', 'emperor'], org: 'o1' }));
    expect(actor).toEqual({ subject: 'somebody', roles: ['officer'], organisation: 'o1', expires: expect.any(Number) });
  });

  it('takes a token again that it has just verified, and never past its end', async () => {
    const short = await token({ roles: ['officer'] }, { expires: '3s' });
    const caller = await verifier.verify(short);
    expect(await verifier.verify(short)).toBe(caller);
    await eventually(async () => expect(verifier.verify(short)).rejects.toThrow(TokenRefused));
    expect(Date.now() / 1000).toBeGreaterThanOrEqual(caller.expires);
  });

  it.each([
    ['another key', { stranger: true }],
    ['another issuer', { issuer: 'https://other' }],
    ['another audience', { audience: 'other' }],
    ['an ID token', { typ: 'JWT' }],
    ['an expired one', { expires: '-1h' }],
  ] as [string, Over & { stranger?: boolean }][])('refuses %s', async (_name, { stranger: byStranger, ...over }) => {
    const forged = await token({ roles: ['administrator'] }, { ...over, ...(byStranger ? { key: stranger } : {}) });
    await expect(verifier.verify(forged)).rejects.toThrow(TokenRefused);
  });

  it('refuses a token without a signature', async () => {
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    const none = `${part({ alg: 'none', typ: 'at+jwt' })}.${part({ iss: settings.issuer, aud: settings.audience, sub: 'x' })}.`;
    await expect(verifier.verify(none)).rejects.toThrow(TokenRefused);
  });
});
