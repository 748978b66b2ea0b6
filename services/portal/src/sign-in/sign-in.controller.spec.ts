import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@lotsen/platform';
import { SignInController } from './sign-in.controller.js';

const signIn = (env: Record<string, string>) => new SignInController(readSettings(env)).signIn();

describe('where to sign in', () => {
  it('is the embedded provider in the demo, which is asked for tokens of the API as a resource', () => {
    expect(signIn({})).toEqual({
      issuer: 'http://127.0.0.1:4700/oidc',
      audience: 'urn:lotsen:api',
      client: 'lotsen-cli',
      scope: 'openid lotsen',
      resource: 'urn:lotsen:api',
      port: null,
      demo: true,
    });
  });

  it('may have another name than its access tokens bear, and want a resource and a port, as AD FS does', () => {
    const adfs = {
      OIDC_ISSUER: 'http://fs.example.se/adfs/services/trust',
      OIDC_SIGN_IN_ISSUER: 'https://fs.example.se/adfs',
      OIDC_JWKS_URL: 'https://fs.example.se/adfs/discovery/keys',
      OIDC_CLI_RESOURCE: 'urn:lotsen:api',
      OIDC_CLI_PORT: '4780',
    };
    expect(signIn(adfs)).toMatchObject({
      issuer: 'https://fs.example.se/adfs',
      resource: 'urn:lotsen:api',
      port: 4780,
      demo: false,
    });
  });
});
