import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DemoUser, demoActors, isDemoUser } from '@lotsen/access/demo-actors';
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

/**
 * Signs in by the browser (code and PKCE on a loopback port), or in demo mode at once as one of the demo users. What any
 * role may read is asked for at once: so it shows whether Lotsen takes the token, and knows a role in it.
 */
export async function login(options: LoginOptions, connection: Connection): Promise<void> {
  const signIn = await new Client(connection).get<SignIn>('/v1/portal/sign-in');
  const token = options.demo ? await demoToken(demoUser(options.demo, signIn), signIn) : await browserToken(signIn);
  if (options.printToken) {
    console.log(token);
    return;
  }
  if (!options.demo) await new Client({ ...connection, token }).get('/v1/vacancies?limit=1');
  keepSession({ url: connection.url, token });
  const role = options.demo ?? null;
  print(options.json, { signedIn: true, demo: role }, () => (role ? `Signed in as demo ${role}.` : 'Signed in.'));
}

function demoUser(name: string, { demo }: SignIn): DemoUser {
  if (!demo) throw new CommandFailed('This Lotsen has no demo users: sign in without --demo.', exitCodes.refused);
  if (isDemoUser(name)) return name;
  const names = Object.keys(demoActors).join(', ');
  throw new CommandFailed(`There is no demo user ${name}. There are: ${names}.`, exitCodes.refused);
}

async function browserToken({ issuer, client, scope, resource, port }: SignIn): Promise<string> {
  const config = await discovered(issuer, client);
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const server = await listening(port);
  const redirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope,
    ...(resource === null ? {} : { resource }),
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
        const words = arrived.searchParams.has('error')
          ? 'Inloggningen gick inte. Vad som är fel står i terminalen.'
          : 'Klart. Du kan stänga fönstret.';
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<p>${words}</p>`);
        resolve(arrived);
      });
    });
    const tokens = await oidc.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    return tokens.access_token;
  } catch (error) {
    throw new CommandFailed(`The sign-in service refused: ${reasonOf(error)}`, exitCodes.notAllowed);
  } finally {
    server.close();
  }
}

async function discovered(issuer: string, client: string): Promise<oidc.Configuration> {
  try {
    return await oidc.discovery(new URL(issuer), client, undefined, oidc.None(), insecureOnLoopback(issuer));
  } catch (error) {
    throw new CommandFailed(
      `The sign-in service ${issuer} cannot be read: ${reasonOf(error)}. It has to answer at /.well-known/openid-configuration under that very name; where tokens bear another one, set OIDC_SIGN_IN_ISSUER.`,
    );
  }
}

/** Where the browser comes back to; some issuers know one port only. */
async function listening(port: number | null): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(new CommandFailed(`Port ${port} of this machine is taken, and the sign-in comes back there. Free it.`)),
    );
    server.listen(port ?? 0, '127.0.0.1', resolve);
  });
  return server;
}

/** What the sign-in service said is wrong, or what kept it from saying anything. */
function reasonOf(error: unknown): string {
  const said = error as { error?: string; error_description?: string; message: string };
  return said.error_description ?? said.error ?? said.message;
}
