import { demoActorOf, demoActors } from '@lotsen/access';
import { keptSecret, type Settings, tokenSettings } from '@lotsen/platform';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration, type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { overPage, pageHeaders, refusedPage } from './demo-pages.js';

const scope = 'lotsen';
const hours = 3600;

/**
 * The embedded OpenID provider with demo users, used if no issuer is configured.
 * @throws Error in production mode: everyone who reaches the provider could sign in as anybody
 */
export async function demoProvider(settings: Settings): Promise<Provider> {
  if (settings.production) throw new Error('The demo sign-in does not run in production: set OIDC_ISSUER.');
  const { issuer, audience, rolesClaim, organisationClaim } = tokenSettings(settings);
  const key = await signingKey(settings.dataFolder);
  const claimsOf = (subject: string | undefined) => {
    const actor = demoActorOf(subject);
    return actor && { [rolesClaim]: actor.roles, [organisationClaim]: actor.organisation };
  };
  const configuration: Configuration = {
    jwks: { keys: [key] as never },
    cookies: { keys: [String(key.d)] },
    clients: [
      {
        // The CLI signs in by code and PKCE on a loopback port (RFC 8252).
        client_id: settings.cliClient,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/callback'],
        id_token_signed_response_alg: 'ES256',
      },
      // Scripts sign in as a demo user by client credentials. The secret `demo` is public, and protects nothing.
      ...Object.values(demoActors).map(({ subject }) => ({
        client_id: subject,
        client_secret: 'demo',
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: 'ES256' as const,
      })),
    ],
    scopes: ['openid', scope],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope,
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 8 * hours,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: {
      ClientCredentials: 8 * hours,
      AccessToken: 8 * hours,
      Session: 8 * hours,
      Grant: 8 * hours,
      Interaction: hours,
      IdToken: hours,
    },
    interactions: { url: (_context, interaction) => `/demo-sign-in/${interaction.uid}` },
    findAccount: (_context, id) => (demoActorOf(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined),
    extraTokenClaims: (_context, token) =>
      claimsOf('accountId' in token && token.accountId ? token.accountId : token.clientId),
    renderError,
    loadExistingGrant: ({ oidc: { client, session, provider } }) => {
      const clientId = client?.clientId ?? '';
      const known = session?.grantIdFor(clientId);
      return grantAll(provider, { clientId, accountId: session?.accountId, audience, known });
    },
  };
  return new Provider(issuer, configuration);
}

interface Granted {
  readonly clientId: string;
  readonly accountId: string | undefined;
  readonly audience: string;
  /** Id of the grant that was given earlier in this session. */
  readonly known: string | undefined;
}

/**
 * Demo users have nothing to consent to. The scope is granted twice: as the API's, and as an OIDC scope, because it is
 * listed in `scopes` and the provider asks for it there too. A session may outlive its grant; then a new one is made.
 */
export async function grantAll(provider: Provider, { clientId, accountId, audience, known }: Granted) {
  const kept = known && (await provider.Grant.find(known));
  if (kept) return kept;
  const grant = new provider.Grant({ clientId, accountId });
  grant.addOIDCScope(`openid ${scope}`);
  grant.addResourceScope(audience, scope);
  await grant.save();
  return grant;
}

/** Shows a refusal of the provider on a page that says what to do. */
function renderError(context: KoaContextWithOIDC, { error, error_description }: ErrorOut, thrown: Error): void {
  const isOver = thrown instanceof errors.SessionNotFound;
  context.set(pageHeaders());
  context.type = 'html';
  context.body = isOver ? overPage : refusedPage([error, error_description].filter(Boolean).join(': '));
}

/** The key is kept in the data folder, so that tokens outlive a restart. */
async function signingKey(dataFolder: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const fresh = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'demo' };
  return JSON.parse(keptSecret(dataFolder, 'demo-sign-in.key.json', () => JSON.stringify(fresh))) as JWK;
}
