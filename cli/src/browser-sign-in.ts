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
  /** Gets the address that is to be opened in a browser. */
  readonly show: (address: string) => void;
  /** Aborted when nobody waits for the browser any longer. */
  readonly until: AbortSignal;
}

/**
 * An access token for whoever signs in by the browser: code and PKCE on a loopback port (RFC 8252).
 * @throws CommandFailed with what the provider said where it refuses, or where nobody signed in until then
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
        // Any page that the browser shows can call this port; whoever does not know the state is not the provider.
        if (arrived.searchParams.get('state') !== state) return answer(response, 400, strangePage);
        try {
          // A page that is loaded again gets the same answer: a code is good for one exchange.
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
    // A browser keeps connections open that it has not used yet.
    server.closeAllConnections();
  }
}

function callbackOf(path: string | undefined, redirect: string): URL | undefined {
  if (!path || !URL.canParse(path, redirect)) return undefined;
  const arrived = new URL(path, redirect);
  return arrived.pathname === '/callback' ? arrived : undefined;
}

/** @throws with what the provider said where it sends an error back, also where it leaves out what else belongs to one */
function assertAccepted({ searchParams }: URL): void {
  const error = searchParams.get('error');
  if (error !== null) throw new Error([error, searchParams.get('error_description')].filter(Boolean).join(': '));
}

/** `sent` runs when the page has left, or cannot any more. */
function answer(response: ServerResponse, status: number, page: string, sent: () => void = () => undefined): void {
  response.once('close', sent);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    connection: 'close',
  };
  response.writeHead(status, headers).end(page);
}

/** What a provider, or the way to it, said; fit for a terminal. */
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

/** Some issuers know one port only. */
function portTaken(port: number | null, language: Language): CommandFailed {
  const sentence = {
    sv: `Port ${port} på den här datorn är upptagen, och dit kommer inloggningen tillbaka. Frigör den.`,
    en: `Port ${port} of this machine is taken, and the sign-in comes back there. Free it.`,
  };
  return new CommandFailed(sentence[language]);
}
