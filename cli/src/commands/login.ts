import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRole, type Role, roles } from '@lotsen/access/roles';
import * as oidc from 'openid-client';
import { Client, type Connection } from '../client.js';
import { demoToken, insecureOnLoopback, type SignIn } from '../demo-token.js';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { print } from '../output.js';
import { keepSession } from '../session.js';

export interface LoginOptions {
  readonly demo?: string | undefined;
  readonly printToken: boolean;
  readonly json: boolean;
}

/** Signs in by the browser (code and PKCE on a loopback port), or in demo mode at once as one of the demo users. */
export async function login(options: LoginOptions, connection: Connection): Promise<void> {
  const signIn = await new Client(connection).get<SignIn>('/v1/portal/sign-in');
  const token = options.demo ? await demoToken(demoRole(options.demo, signIn), signIn) : await browserToken(signIn);
  if (options.printToken) {
    console.log(token);
    return;
  }
  keepSession({ url: connection.url, token });
  const role = options.demo ?? null;
  print(options.json, { signedIn: true, demo: role }, () => (role ? `Signed in as demo ${role}.` : 'Signed in.'));
}

function demoRole(role: string, { demo }: SignIn): Role {
  if (!demo) throw new CommandFailed('This Lotsen has no demo users: sign in without --demo.', exitCodes.refused);
  if (!isRole(role))
    throw new CommandFailed(`There is no role ${role}. There are: ${roles.join(', ')}.`, exitCodes.refused);
  return role;
}

async function browserToken({ issuer, audience, client }: SignIn): Promise<string> {
  const config = await oidc.discovery(new URL(issuer), client, undefined, oidc.None(), insecureOnLoopback(issuer));
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const redirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid lotsen',
    resource: audience,
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  console.error(`Open this address to sign in:\n  ${url.href}`);
  try {
    const callback = await new Promise<URL>((resolve) => {
      server.on('request', (request, response) => {
        const arrived = new URL(request.url ?? '/', redirect);
        if (arrived.pathname !== '/callback') {
          response.writeHead(404).end();
          return;
        }
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end('<p>Klart. Du kan stänga fönstret.</p>');
        resolve(arrived);
      });
    });
    const tokens = await oidc.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    return tokens.access_token;
  } finally {
    server.close();
  }
}
