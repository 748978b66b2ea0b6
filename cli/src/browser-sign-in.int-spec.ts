import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { browserToken } from './browser-sign-in.js';

describe('a sign-in by the browser', () => {
  let provider: Server;
  let issuer: string;
  let waiting: AbortController;
  let shown: URL | undefined;

  /** A provider that serves its discovery document and refuses every token request. */
  beforeEach(async () => {
    provider = createServer((request, response) => {
      const isDiscovery = request.url?.endsWith('/.well-known/openid-configuration');
      const body = isDiscovery
        ? { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` }
        : { error: 'invalid_grant', error_description: 'Too\u001b[31m late.' };
      response.writeHead(isDiscovery ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    waiting = new AbortController();
    shown = undefined;
  });

  afterEach(() => {
    provider.closeAllConnections();
    provider.close();
  });

  const signIn = (onShown: (address: URL) => unknown, language: 'sv' | 'en' = 'en') =>
    browserToken(
      {
        issuer,
        audience: 'urn:lotsen:api',
        client: 'lotsen-cli',
        scope: 'openid lotsen',
        resource: 'urn:lotsen:api',
        port: null,
        demo: false,
      },
      {
        language,
        show: (address) => {
          shown = new URL(address);
          onShown(shown);
        },
        until: waiting.signal,
      },
    );
  const callback = (address: URL, answer: Record<string, string>) => {
    const url = new URL(address.searchParams.get('redirect_uri') ?? '');
    url.search = String(new URLSearchParams({ state: address.searchParams.get('state') ?? '', ...answer }));
    return fetch(url);
  };

  it.each([
    ['sv', /Ingen har loggat in .*Kör `npx lotsen login` igen/u],
    ['en', /Nobody has signed in .*Run `npx lotsen login` again/u],
  ] as const)('gives up where nobody signs in, and frees its port (%s)', async (language, told) => {
    await expect(signIn(() => waiting.abort(), language)).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(told),
    });
    await expect(callback(shown as URL, {})).rejects.toThrow('fetch failed');
  });

  it('ends with an error that the provider sends back, whatever else it leaves out', async () => {
    let page: Promise<Response> | undefined;
    const ended = signIn((address) => {
      page = callback(address, { error: 'access_denied', error_description: '<b>Not you</b>' });
    });
    await expect(ended).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('access_denied: <b>Not you</b>'),
    });
    const text = await (await page)?.text();
    expect(text).toContain('access_denied: &#60;b&#62;Not you');
    expect(text).toContain('Du kan stänga fönstret');
    expect(text).toContain('You can close this window');
  });

  it('ends with what the provider says of the code, without its control characters', async () => {
    const ended = signIn((address) => void callback(address, { code: 'a-code' }));
    await expect(ended).rejects.toMatchObject({ message: expect.stringContaining('invalid_grant: Too [31m late.') });
  });

  it('says what it is that does not answer where the provider is away', async () => {
    issuer = 'http://127.0.0.1:1';
    await expect(signIn(() => undefined)).rejects.toMatchObject({ message: expect.stringContaining(issuer) });
  });
});
