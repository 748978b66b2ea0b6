import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Claims, type ForeignProvider, foreignProvider } from '@lotsen/testing/foreign-provider';
import { adfs, entraV1, entraV2, group, keycloak, shapes, type TokenShape } from '@lotsen/testing/provider-tokens';
import { type JWTPayload, SignJWT } from 'jose';
import type { Role } from './roles.js';
import { TokenRefused } from './token-refused.js';
import { IssuerAway, type TokenSettings, TokenVerifier } from './token-verifier.js';

const ours = '6f1a1c9e-0d3b-4c56-9a10-3d3f5f3f2b11';
const other = '0b0e9a52-5ad0-4f7f-8d0c-6a7a0f1c2d3e';
const roles = new Map<string, Role>([
  ['Lotsen Handläggare', 'officer'],
  ['Lotsen.Handlaggare', 'officer'],
  ['Lotsen Lärcentrum', 'learning-centre'],
]);
const organisations = new Map([
  ['/Kommuner/Umeå', ours],
  [group, ours],
  ['212000-2627', ours],
  ['/Kommuner/Bjurholm', other],
]);

/** The values that a refusal may contain. */
const expected = JSON.stringify(Object.values(shapes).map(({ settings }) => settings));

describe('tokens of other identity providers', () => {
  let provider: ForeignProvider;

  beforeAll(async () => {
    provider = await foreignProvider();
  });

  afterAll(async () => {
    await provider.stop();
  });

  const verifierFor = ({ settings }: TokenShape, over: Partial<TokenSettings> = {}) =>
    new TokenVerifier({ ...settings, jwksUrl: provider.jwksUrl, roles, organisations, ...over });

  /** A token of that shape, with some of its claims and headers changed; null leaves one out. */
  const tokenOf = ({ settings, access, accessHeader }: TokenShape, claims: Claims = {}, header: Claims = {}) => {
    // If a token names its key by the thumbprint alone, the key has the thumbprint as kid in the key set.
    const named = accessHeader.kid === null ? { x5t: kid() } : {};
    return provider.token({ iss: settings.issuer, ...access, ...claims }, { ...accessHeader, ...named, ...header });
  };
  const kid = () => provider.service.issuer.keys.toJSON().at(-1)?.kid;

  /** The reason why a token was refused, in English. Checks that neither language repeats a value of the token. */
  async function refusal(verifier: TokenVerifier, token: string): Promise<string> {
    const refused: unknown = await verifier.verify(token).catch((error: unknown) => error);
    if (!(refused instanceof TokenRefused)) throw new Error('It was not refused.');
    const { sv, en } = refused.why;
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const said = payload.match(/[^"[\]{},:\\]{8,}/gu) ?? [];
    for (const text of said.filter((one) => !expected.includes(one))) expect(`${sv} ${en}`).not.toContain(text);
    expect(sv).not.toBe(en);
    return en;
  }

  describe.each(Object.entries(shapes))('%s', (_name, shape) => {
    const { issuer, audience } = shape.settings;

    it('identifies who bears its access token', async () => {
      expect(await verifierFor(shape).verify(await tokenOf(shape))).toEqual({
        subject: shape.access[shape.settings.subjectClaim],
        roles: ['officer'],
        organisation: ours,
        expires: expect.any(Number),
      });
    });

    it('is refused for another API, with the audience that is expected', async () => {
      const token = await tokenOf(shape, { aud: 'api://another' });
      const why = await refusal(verifierFor(shape), token);
      expect(why).toContain(`its audience (aud) has to be ${audience}`);
      expect(why).not.toContain('api://another');
    });

    it.each(Object.keys(shape.idTokens))('is refused where it is an ID token: %s', async (kind) => {
      const claims = { iss: issuer, ...shape.idTokens[kind] };
      await refusal(verifierFor(shape), await provider.token(claims));
      // It is also refused if all but its kind is right.
      const why = await refusal(verifierFor(shape), await provider.token({ ...claims, iss: issuer, aud: audience }));
      expect(why).toMatch(/ID token/u);
    });

    it('is refused from another issuer, with the one that is expected', async () => {
      const foreign = issuer.replace(/2f0c1a44|kommunen|fs\./u, 'other');
      const why = await refusal(verifierFor(shape), await tokenOf(shape, { iss: foreign }));
      expect(why).toContain(`another issuer (iss) than ${issuer}`);
      expect(why).not.toContain(foreign);
    });

    it('is refused where the issuer differs by a slash, and says so', async () => {
      const slashed = issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/`;
      expect(await refusal(verifierFor(shape), await tokenOf(shape, { iss: slashed }))).toContain(
        'by the slash at the end',
      );
    });

    it('is refused without a signature, and signed with the public key as a secret', async () => {
      const claims: JWTPayload = { ...shape.access, iss: issuer, exp: Math.floor(Date.now() / 1000) + 600 };
      const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
      const none = `${part({ alg: 'none', typ: 'JWT', kid: kid() })}.${part(claims)}.`;
      const bySecret = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: String(kid()) })
        .sign(new TextEncoder().encode(await provider.publicKey()));
      for (const token of [none, bySecret]) {
        expect(await refusal(verifierFor(shape), token)).toContain('signed by none of ES256, RS256, PS256, EdDSA');
      }
    });

    it.each([
      ['missing', null],
      ['empty', ''],
      ['blank', ' '],
      ['a number', 4711],
      ['a list', ['q7Zk0mYHkQy1']],
    ])('is refused where the subject is %s', async (_what, subject) => {
      const { subjectClaim } = shape.settings;
      const why = await refusal(verifierFor(shape), await tokenOf(shape, { [subjectClaim]: subject }));
      expect(why).toContain(`${subjectClaim} is missing or no text`);
    });

    it('is refused once it has expired, before it is valid, and where it never ends', async () => {
      const now = Math.floor(Date.now() / 1000);
      const why = async (claims: Claims) => refusal(verifierFor(shape), await tokenOf(shape, claims));
      expect(await why({ exp: now - 60 })).toBe('It has expired. Sign in again.');
      expect(await why({ nbf: now + 600 })).toContain('Compare the clocks');
      expect(await why({ exp: null })).toContain('does not say when it expires');
    });
  });

  it.each(['at+jwt', 'application/at+jwt', 'AT+JWT', 'JWT', 'jwt', null])('counts with the type %s', async (typ) => {
    await verifierFor(keycloak).verify(await tokenOf(keycloak, {}, { typ }));
  });

  it.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'pop', 'at+jwt+x', ''])(
    'is refused with the type %s',
    async (typ) => {
      expect(await refusal(verifierFor(keycloak), await tokenOf(keycloak, {}, { typ }))).toContain('another kind');
    },
  );

  it.each(['ID', 'Refresh', 'Offline', 'Logout', 'DPoP', 'bearer', 7])(
    'of Keycloak is refused where its payload says %s',
    async (typ) => {
      expect(await refusal(verifierFor(keycloak), await tokenOf(keycloak, { typ }))).toMatch(/ID token|another kind/u);
    },
  );

  it('of Keycloak may repeat the nonce, as before 24', async () => {
    await verifierFor(keycloak).verify(await tokenOf(keycloak, { nonce: 'n-0S6_WzA2Mj' }));
  });

  it.each([
    [{ nonce: 'n' }, 'An ID token was sent'],
    [{ at_hash: 'h' }, 'An ID token was sent'],
    [{ c_hash: 'h' }, 'An ID token was sent'],
    [{ s_hash: 'h' }, 'An ID token was sent'],
    [{ token_use: 'id' }, 'An ID token was sent'],
    [{ token_use: 'refresh' }, 'another kind'],
    [{ events: {} }, 'another kind'],
    [{ cnf: { jkt: 'k' } }, 'bound to a key'],
    [{ scp: null, azpacr: null }, 'Nothing shows that it is an access token'],
  ] as [Claims, string][])('of Entra ID is refused with %j', async (claims, words) => {
    expect(await refusal(verifierFor(entraV2), await tokenOf(entraV2, claims))).toContain(words);
  });

  it.each([
    ['Entra ID 2.0', entraV2],
    ['Entra ID 1.0', entraV1],
  ])('of %s count for an application too, which has no scope', async (_name, shape) => {
    await verifierFor(shape).verify(await tokenOf(shape, { scp: null, idtyp: 'app' }));
  });

  describe('roles', () => {
    const rolesOf = async (role: unknown, over: Partial<TokenSettings> = {}) =>
      (await verifierFor(adfs, over).verify(await tokenOf(adfs, { role }))).roles;

    it.each([
      ['one name', 'Lotsen Lärcentrum', ['learning-centre']],
      ['a list', ['Lotsen Handläggare', 'Lotsen Lärcentrum', 'Domain Users'], ['officer', 'learning-centre']],
      ['a letter with a mark in another spelling', 'Lotsen Handla\u0308ggare', ['officer']],
      ['two names of one role', ['Lotsen Handläggare', 'Lotsen.Handlaggare'], ['officer']],
      ['unknown ones', ['Domain Admins'], []],
      ['none', null, []],
      ['names joined into one text', 'Lotsen Handläggare,Lotsen Lärcentrum', []],
      ['groups that are objects', [{ name: 'Lotsen Handläggare' }, ['Lotsen Handläggare'], 7], []],
      ['an object', { 'Lotsen Handläggare': {} }, []],
    ])('are read from %s', async (_what, role, expected) => {
      expect(await rolesOf(role)).toEqual(expected);
    });

    it('that only have our own name count where none are named by settings, and only there', async () => {
      expect(await rolesOf(['administrator', 'emperor'], { roles: undefined })).toEqual(['administrator']);
      expect(await rolesOf(['administrator', 'Lotsen Handläggare'])).toEqual(['officer']);
    });

    it('are found at a path, and a claim that has the path’s own name comes before it', async () => {
      const read = async (rolesClaim: string, claims: Claims) =>
        (await verifierFor(keycloak, { rolesClaim }).verify(await tokenOf(keycloak, claims))).roles;
      const named = { roles: ['Lotsen Lärcentrum'] };
      expect(
        await read('resource_access.lotsen.example.se.roles', { resource_access: { 'lotsen.example.se': named } }),
      ).toEqual(['learning-centre']);
      expect(await read('realm_access.roles', { 'realm_access.roles': named.roles })).toEqual(['learning-centre']);
      expect(await read('https://example.se/claims/roles', { 'https://example.se/claims/roles': named.roles })).toEqual(
        ['learning-centre'],
      );
      for (const path of [
        'realm_access',
        'realm_access.none',
        'none.roles',
        'realm_access.roles.0',
        'constructor.name',
        '__proto__.roles',
      ]) {
        expect(await read(path, {})).toEqual([]);
      }
    });
  });

  describe('the organisation', () => {
    const organisationOf = async (groups: unknown, over: Partial<TokenSettings> = {}) =>
      (await verifierFor(keycloak, over).verify(await tokenOf(keycloak, { groups }))).organisation;

    it.each([
      ['one name', '/Kommuner/Umeå', ours],
      ['a list of one', ['/Kommuner/Bjurholm'], other],
      ['the only one of several groups that is named by settings', ['/Personal', '/Kommuner/Umeå'], ours],
      ['the same twice', ['/Kommuner/Umeå', '/Kommuner/Umeå'], ours],
      ['an id that is not named by settings', ours, null],
      ['unknown names', ['/Personal'], null],
      ['none', null, null],
      ['an object', { [ours]: {} }, null],
    ])('is read from %s', async (_what, groups, expected) => {
      expect(await organisationOf(groups)).toBe(expected);
    });

    it('is its id where none are named by settings', async () => {
      expect(await organisationOf([ours], { organisations: undefined })).toBe(ours);
    });

    it('is refused where there are several: nobody acts for two at once', async () => {
      const why = async (groups: string[], over: Partial<TokenSettings> = {}) =>
        refusal(verifierFor(keycloak, over), await tokenOf(keycloak, { groups }));
      expect(await why(['/Kommuner/Umeå', '/Kommuner/Bjurholm'])).toContain('several organisations (groups)');
      expect(await why([ours, other], { organisations: undefined })).toContain('several organisations (groups)');
    });
  });

  it.each([
    ['an opaque one', 'q7Zk0mYHkQy1'],
    ['one of five parts', 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d'],
    ['one that is no JSON', 'e30.bm90IGpzb24.c2ln'],
  ])('is refused where it cannot be read: %s', async (_what, token) => {
    const refused: unknown = await verifierFor(keycloak)
      .verify(token)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TokenRefused);
  });

  it.each(['/.well-known/openid-configuration', '/none'])(
    'are nobody’s fault where there is no key set at the address: %s',
    async (path) => {
      const verifier = verifierFor(keycloak, { jwksUrl: `${provider.url}${path}` });
      await expect(verifier.verify(await tokenOf(keycloak))).rejects.toThrow(IssuerAway);
    },
  );

  it('are verified with rotated keys, for which the key set is asked at most once in five seconds', async () => {
    for (const shape of [keycloak, adfs]) {
      const verifier = verifierFor(shape);
      const before = provider.keySetReads();
      const reads = () => provider.keySetReads() - before;
      await atOneMoment(async (moveOn) => {
        await verifier.verify(await tokenOf(shape));
        await provider.rotate();
        const rotated = await tokenOf(shape);
        for (const ms of [0, 4_990]) {
          moveOn(ms);
          expect(await refusal(verifier, rotated)).toContain('a key that is not at OIDC_JWKS_URL');
          expect(reads()).toBe(1);
        }
        moveOn(10);
        await verifier.verify(rotated);
        expect(reads()).toBe(2);
      });
    }
  });
});

/** Stops the clock of `Date`, and moves it on only when the test says so. Timers run as usual. */
async function atOneMoment(work: (moveOn: (ms: number) => void) => Promise<void>): Promise<void> {
  const { now } = Date;
  let moment = now();
  Date.now = () => moment;
  try {
    await work((ms) => {
      moment += ms;
    });
  } finally {
    Date.now = now;
  }
}
