import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@lotsen/testing/eventually';
import { type Claims, type ForeignProvider, foreignProvider } from '@lotsen/testing/foreign-provider';
import { startPatience } from '@lotsen/testing/processes';
import { keycloak } from '@lotsen/testing/provider-tokens';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { freePorts } from 'lotsen/ports';
import type { MutableToken } from 'oauth2-mock-server';

const organisation = '6f1a1c9e-0d3b-4c56-9a10-3d3f5f3f2b11';
const client = '9d6f1e0b-3c52-4d0e-8a67-0f3a1d2b4c55';

describe('a system whose people sign in at a provider like Keycloak', () => {
  let provider: ForeignProvider;
  let system: System;
  let port: number;
  /** Claims of the person who signs in, besides those that every access token has. */
  let person: Claims = {};

  beforeAll(async () => {
    provider = await foreignProvider();
    provider.service.on('beforeTokenSigning', ({ payload }: MutableToken) => {
      // The mock sets an audience, the client, only in ID tokens.
      if ('aud' in payload) Object.assign(payload, keycloak.idTokens.plain, { aud: payload.aud });
      else Object.assign(payload, keycloak.access, person);
    });
    port = await freePorts(1);
    system = await systemOnEmbeddedLog({
      OIDC_ISSUER: provider.url,
      OIDC_JWKS_URL: provider.jwksUrl,
      OIDC_ROLES_CLAIM: 'realm_access.roles',
      OIDC_ROLES: 'Lotsen Handläggare=officer,Lotsen Analytiker=analyst',
      OIDC_ORGANISATION_CLAIM: 'groups',
      OIDC_ORGANISATIONS: `/Kommuner/Umeå=${organisation}`,
      OIDC_CLI_CLIENT: client,
      OIDC_CLI_SCOPE: 'openid api://lotsen/access',
      OIDC_CLI_PORT: String(port),
    });
    await system.start();
  }, startPatience);

  afterAll(async () => {
    await system.stop();
    await provider.stop();
  }, 60_000);

  async function call(token: string, method: string, path: string, language = 'en') {
    const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
    const response = await fetch(`${system.url}${path}`, { method, headers });
    return { status: response.status, body: (await response.json()) as { code?: string; detail?: string } };
  }

  const texts = async (url: string, request: RequestInit = {}) =>
    (await (await fetch(url, request)).json()) as Record<string, string>;

  /** Signs in by code, as another client would: authorization endpoint, redirect, token endpoint. */
  async function signIn(as: Claims = {}) {
    person = as;
    const { issuer, client: id = '', scope = '' } = await texts(`${system.url}/v1/portal/sign-in`);
    const found = await texts(`${issuer}/.well-known/openid-configuration`);
    const redirect = 'http://127.0.0.1/callback';
    const query = new URLSearchParams({ client_id: id, scope, response_type: 'code', redirect_uri: redirect });
    const redirected = await fetch(`${found.authorization_endpoint}?${query}`, { redirect: 'manual' });
    const code = new URL(redirected.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, client_id: id, redirect_uri: redirect });
    const { access_token: access = '', id_token: idToken = '' } = await texts(`${found.token_endpoint}`, {
      method: 'POST',
      body,
    });
    return { access, idToken };
  }

  it('tells clients where and how to sign in', async () => {
    expect(await (await fetch(`${system.url}/v1/portal/sign-in`)).json()).toEqual({
      issuer: provider.url,
      audience: 'urn:lotsen:api',
      client,
      scope: 'openid api://lotsen/access',
      resource: null,
      port,
      demo: false,
    });
  });

  it('lets an officer in to what officers may do, and to nothing else', async () => {
    const { access } = await signIn();
    expect(await call(access, 'GET', '/v1/candidates')).toMatchObject({ status: 200 });
    const refused = await call(access, 'GET', '/v1/operations/matching/dead-letters');
    expect(refused).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
  });

  it('knows no role in what its settings do not name', async () => {
    const { access } = await signIn({ realm_access: { roles: ['administrator', 'officer'] } });
    expect(await call(access, 'GET', '/v1/candidates')).toMatchObject({ status: 403 });
  });

  it('refuses what is no access token of its own, and says why in both languages', async () => {
    const { idToken } = await signIn();
    const foreign = await signIn({ aud: 'account' });
    expect(await call(idToken, 'GET', '/v1/candidates')).toMatchObject({
      status: 401,
      body: { code: 'token-refused', detail: expect.stringContaining('An ID token was sent.') },
    });
    expect(await call(foreign.access, 'GET', '/v1/candidates', 'sv')).toMatchObject({
      status: 401,
      body: { code: 'token-refused', detail: expect.stringContaining('mottagaren (aud) ska vara urn:lotsen:api') },
    });
  });

  describe('by the command', () => {
    interface Login {
      readonly process: ChildProcess;
      said(): string;
      readonly code: Promise<number | null>;
    }

    function login(): Login {
      const child = spawn(process.execPath, ['cli/bin/lotsen.js', '--url', system.url, '--language', 'en', 'login'], {
        cwd: join(import.meta.dirname, '..'),
        env: { PATH: process.env.PATH ?? '', HOME: mkdtempSync(join(tmpdir(), 'lotsen-login-')) },
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
      }
      const code = new Promise<number | null>((ended) => child.once('close', ended));
      return { process: child, said: () => text, code };
    }

    async function addressOf({ said }: Login): Promise<URL> {
      await eventually(() => {
        if (!/sign in:\n {2}\S+\n/u.test(said())) throw new Error(`no address yet: ${said()}`);
      });
      return new URL(said().match(/^ {2}(\S+)$/mu)?.[1] ?? '');
    }

    it('signs in with the registered client, scope and port, without a resource', async () => {
      person = {};
      const started = login();
      const address = await addressOf(started);
      expect(Object.fromEntries(address.searchParams)).toMatchObject({
        client_id: client,
        scope: 'openid api://lotsen/access',
        redirect_uri: `http://127.0.0.1:${port}/callback`,
      });
      expect(address.searchParams.has('resource')).toBe(false);
      expect(await (await fetch(address)).text()).toContain('Du är inloggad');
      expect(await started.code).toBe(0);
      expect(started.said()).toContain('Signed in.');
    });

    it('says at once that Lotsen refuses the token, or knows no role in it', async () => {
      const tried = async (as: Claims) => {
        person = as;
        const started = login();
        await fetch(await addressOf(started));
        return { code: await started.code, said: started.said() };
      };
      expect(await tried({ aud: 'account' })).toMatchObject({
        code: 4,
        said: expect.stringContaining('has to be urn:lotsen:api'),
      });
      expect(await tried({ realm_access: { roles: [] } })).toMatchObject({
        code: 4,
        said: expect.stringContaining('Your role may not do this'),
      });
    });

    it('says what the provider refuses', async () => {
      const started = login();
      const callback = new URL((await addressOf(started)).searchParams.get('redirect_uri') ?? '');
      const state = (await addressOf(started)).searchParams.get('state') ?? '';
      const words = { state, error: 'invalid_scope', error_description: 'AADSTS70011: the scope is not valid' };
      callback.search = new URLSearchParams(words).toString();
      expect(await (await fetch(callback)).text()).toContain('Inloggningen blev inte av');
      expect(await started.code).toBe(4);
      expect(started.said()).toContain('AADSTS70011: the scope is not valid');
    });
  });
});
