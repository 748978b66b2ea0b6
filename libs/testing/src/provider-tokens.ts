import type { Claims } from './foreign-provider.js';

/** Claims as one kind of provider documents them, without the person's name and address, which Lotsen does not read. */
export interface TokenShape {
  /** The settings of Lotsen for this provider. */
  readonly settings: {
    readonly issuer: string;
    readonly audience: string;
    readonly subjectClaim: string;
    readonly rolesClaim: string;
    readonly organisationClaim: string;
  };
  readonly access: Claims;
  readonly accessHeader: Claims;
  /** ID tokens of the same sign-in, by the way in which the client requests them. */
  readonly idTokens: Readonly<Record<string, Claims>>;
}

const tenant = '2f0c1a44-5a1e-4b8e-9a5f-6f5b1f6f0a01';
const client = '9d6f1e0b-3c52-4d0e-8a67-0f3a1d2b4c55';
const api = 'c7b1f8de-6f0c-4a3e-b1a2-5d4e3f2a1b66';
const person = 'f3a9d2c1-8b7e-4f6a-9c5d-1e2f3a4b5c77';
export const group = '5e4d3c2b-1a09-4f8e-8d7c-6b5a49382f88';

/** Source: Keycloak 26, server_admin, "Client scopes". Releases before 24 also put the nonce into access tokens. */
const keycloakBoth = {
  jti: 'onrtac:7c1f7f5e-0b0e-4a53-9a0f-6c1f8b0f2d99',
  sub: person,
  azp: 'lotsen-cli',
  sid: '1f4a3c22-8f4b-4b1a-9f5e-2f6a7b8c9d10',
  auth_time: 1_790_000_000,
  acr: '1',
  groups: ['/Kommuner/Umeå'],
};
export const keycloak: TokenShape = {
  settings: {
    issuer: 'https://id.example.se/realms/kommunen',
    audience: 'urn:lotsen:api',
    subjectClaim: 'sub',
    rolesClaim: 'realm_access.roles',
    organisationClaim: 'groups',
  },
  access: {
    ...keycloakBoth,
    typ: 'Bearer',
    aud: ['urn:lotsen:api', 'account'],
    'allowed-origins': ['http://127.0.0.1'],
    realm_access: { roles: ['offline_access', 'Lotsen Handläggare', 'default-roles-kommunen'] },
    resource_access: { account: { roles: ['manage-account', 'view-profile'] } },
    scope: 'openid lotsen profile',
    email_verified: false,
  },
  accessHeader: {},
  idTokens: {
    plain: { ...keycloakBoth, typ: 'ID', aud: 'lotsen-cli' },
    'with a nonce and hash': {
      ...keycloakBoth,
      typ: 'ID',
      aud: 'lotsen-cli',
      nonce: 'n-0S6_WzA2Mj',
      at_hash: 'x8sUl0PzAZ',
    },
  },
};

/** Source: entra-docs, access-token-claims-reference and id-token-claims-reference. */
const entraBoth = {
  aio: 'ATQAy/8TAAAA6x3mRRX0',
  rh: '0.AQUAsomeOpaque.',
  sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ',
  oid: person,
  tid: tenant,
  uti: 'fqiBqXLPj0eQa82S-IYFAA',
  roles: ['Lotsen.Handlaggare'],
};
const entraSettings = { subjectClaim: 'oid', rolesClaim: 'roles', organisationClaim: 'groups' };
const entraV2Id = { ...entraBoth, aud: client, ver: '2.0' };
export const entraV2: TokenShape = {
  settings: { ...entraSettings, issuer: `https://login.microsoftonline.com/${tenant}/v2.0`, audience: api },
  access: { ...entraBoth, aud: api, azp: client, azpacr: '0', scp: 'access', groups: [group, tenant], ver: '2.0' },
  accessHeader: {},
  idTokens: {
    'of the token endpoint': entraV2Id,
    'with a nonce': { ...entraV2Id, nonce: '12345' },
    'of the authorization endpoint': { ...entraV2Id, nonce: '12345', c_hash: 'SomeHash', at_hash: 'OtherHash' },
    'for one registration of client and API': { ...entraV2Id, aud: api },
  },
};
const entraV1Both = { ...entraBoth, amr: ['pwd'], ver: '1.0', ipaddr: '192.0.2.1' };
export const entraV1: TokenShape = {
  settings: { ...entraSettings, issuer: `https://sts.windows.net/${tenant}/`, audience: 'api://lotsen' },
  access: {
    ...entraV1Both,
    aud: 'api://lotsen',
    acr: '1',
    appid: client,
    appidacr: '0',
    scp: 'access',
    groups: [group],
  },
  accessHeader: { x5t: 'nOo3ZDrODXEK1jKWhXslHR_KXEg' },
  idTokens: { plain: { ...entraV1Both, aud: client }, 'with a nonce': { ...entraV1Both, aud: client, nonce: '12345' } },
};

/**
 * AD FS 2019, as users reported it (DuendeArchive/IdentityServer4#812, IdentityServer/IdentityServer3#3616): access and
 * ID tokens have different issuers, an access token names its key by x5t alone, auth_time is a string, and a single
 * role is a string, not a list.
 */
const adfsId = { aud: client, sub: 'xBZpMT9zNKNyMjFsj4CF80crrwS/ATrfkgm4n4iYDFw=', auth_time: 1_790_000_000 };
const adfsRules = { role: 'Lotsen Handläggare', organisation: '212000-2627' };
const adfsClient = {
  apptype: 'Public',
  appid: client,
  authmethod: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  ver: '1.0',
};
export const adfs: TokenShape = {
  settings: {
    issuer: 'http://fs.example.se/adfs/services/trust',
    audience: 'urn:lotsen:api',
    subjectClaim: 'sub',
    rolesClaim: 'role',
    organisationClaim: 'organisation',
  },
  access: {
    ...adfsRules,
    ...adfsClient,
    aud: 'urn:lotsen:api',
    sub: adfsId.sub,
    auth_time: '2026-11-13T08:27:46.918Z',
    scp: 'openid',
  },
  accessHeader: { kid: null },
  idTokens: {
    plain: { ...adfsId, iss: 'https://fs.example.se/adfs' },
    'with the claims of the access token': {
      ...adfsId,
      ...adfsRules,
      ...adfsClient,
      iss: 'https://fs.example.se/adfs',
      scp: 'openid allatclaims',
      nonce: 'n-1',
    },
  },
};

export const shapes: Readonly<Record<string, TokenShape>> = {
  Keycloak: keycloak,
  'Entra ID 2.0': entraV2,
  'Entra ID 1.0': entraV1,
  'AD FS': adfs,
};
