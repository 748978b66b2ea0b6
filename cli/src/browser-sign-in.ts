import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Schemas } from '@lotsen/api/client';
import * as oidc from 'openid-client';
import { donePage, failedPage, strangePage } from './browser-pages.js';
import { insecureOnLoopback } from './demo-token.js';
import { CommandFailed, exitCodes } from './exit-codes.js';
import type { Language } from './words.js';

export interface BrowserSignIn {
  readonly language: Language;
  /** Called with the address that the user opens in a browser. */
  readonly show: (address: string) => void;
  /** The caller aborts it when it stops waiting for the browser. */
  readonly until: AbortSignal;
}

/**
 * Signs a user in by the browser (code and PKCE on a loopback port, RFC 8252) and returns the access token.
 * @throws CommandFailed with the provider's words when it refuses, or when nobody signs in before `until` aborts
 */
export async function browserToken(
  signIn: Schemas['SignIn'],
  { language, show, until }: BrowserSignIn,
): Promise<string> {
  const { issuer, client, scope, resource, port } = signIn;
  const fails = (error: unknown) => failure(error, issuer, language);
  const config = await oidc
    .discovery(new URL(issuer), client, undefined, oidc.None(), insecureOnLoopback(issuer))
    .catch((error: unknown) => Promise.reject(fails(error)));
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const server = createServer().listen(port ?? 0, '127.0.0.1');
  await once(server, 'listening').catch(() => Promise.reject(portTaken(port, language)));
  const redirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope,
    ...(resource === null ? {} : { resource }),
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const checks = { pkceCodeVerifier: verifier, expectedState: state };
  const tokenFor = async (callback: URL): Promise<string> => {
    assertAccepted(callback);
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
    return tokens.access_token;
  };
  let exchange: Promise<string> | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      until.addEventListener('abort', () => reject(gaveUp(language)), { once: true });
      if (until.aborted) reject(gaveUp(language));
      server.on('request', async (request, response) => {
        const arrived = callbackOf(request.url, redirect);
        if (!arrived) return answer(response, 404, strangePage);
        // Any page in the browser can call this port. Only the provider's redirect carries our state.
        if (arrived.searchParams.get('state') !== state) return answer(response, 400, strangePage);
        try {
          // A code can be exchanged only once, so a reload of the page gets the answer of the first exchange.
          exchange ??= tokenFor(arrived);
          const token = await exchange;
          answer(response, 200, donePage, () => resolve(token));
        } catch (error) {
          const failed = fails(error);
          answer(response, 400, failedPage(saidBy(error)), () => reject(failed));
        }
      });
      show(url.href);
    });
  } finally {
    server.close();
    // Browsers also hold connections open that they have not used yet, and close() leaves those open.
    server.closeAllConnections();
  }
}

function callbackOf(path: string | undefined, redirect: string): URL | undefined {
  if (!path || !URL.canParse(path, redirect)) return undefined;
  const arrived = new URL(path, redirect);
  return arrived.pathname === '/callback' ? arrived : undefined;
}

/** @throws the provider's error where the redirect carries one, even if other parameters of an error are missing */
function assertAccepted({ searchParams }: URL): void {
  const error = searchParams.get('error');
  if (error !== null) throw new Error([error, searchParams.get('error_description')].filter(Boolean).join(': '));
}

/** `sent` is called when the connection closes, whether the whole page was sent or not. */
function answer(response: ServerResponse, status: number, page: string, sent: () => void = () => undefined): void {
  response.once('close', sent);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    connection: 'close',
  };
  response.writeHead(status, headers).end(page);
}

/** The message of a provider's or a network error, without control characters, for the terminal. */
function saidBy(error: unknown): string {
  const words =
    error instanceof oidc.ResponseBodyError
      ? [error.error, error.error_description]
      : [(error as Error).message, causeOf(error)];
  return words
    .filter(Boolean)
    .join(': ')
    .replace(/\p{Cc}+/gu, ' ');
}

function causeOf(error: unknown): string | undefined {
  const { cause } = error as Error;
  return cause instanceof Error ? cause.message : undefined;
}

function failure(error: unknown, issuer: string, language: Language): CommandFailed {
  const said = saidBy(error);
  const sentence = {
    sv: `Inloggningen hos ${issuer} blev inte av: ${said}. Kör \`npx lotsen login\` igen.`,
    en: `The sign-in at ${issuer} did not succeed: ${said}. Run \`npx lotsen login\` again.`,
  };
  return new CommandFailed(sentence[language], exitCodes.notAllowed);
}

function gaveUp(language: Language): CommandFailed {
  const sentence = {
    sv: 'Ingen har loggat in i webbläsaren, och nu väntar kommandot inte längre. Kör `npx lotsen login` igen.',
    en: 'Nobody has signed in by the browser, and the command waits no longer. Run `npx lotsen login` again.',
  };
  return new CommandFailed(sentence[language], exitCodes.notAllowed);
}

/** Some providers accept only one registered redirect port, so the command cannot try another. */
function portTaken(port: number | null, language: Language): CommandFailed {
  const sentence = {
    sv: `Port ${port} på den här datorn är upptagen, och dit kommer inloggningen tillbaka. Frigör den.`,
    en: `Port ${port} of this machine is taken, and the sign-in comes back there. Free it.`,
  };
  return new CommandFailed(sentence[language]);
}
