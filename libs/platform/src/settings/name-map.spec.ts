import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readSettings } from './settings.js';

const provider = { OIDC_ISSUER: 'https://id.example.org', OIDC_JWKS_URL: 'https://id.example.org/keys' };
const id = '6f1a1c9e-0d3b-4c56-9a10-3d3f5f3f2b11';
const other = '0b0e9a52-5ad0-4f7f-8d0c-6a7a0f1c2d3e';

function problem(env: Record<string, string>): string {
  try {
    readSettings({ ...provider, ...env });
    return '';
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message;
  }
}

describe('the names of an identity provider', () => {
  it('stand for roles, whatever letters they are of', () => {
    const names =
      'Lotsen.Handlaggare=officer, Lotsen Lärcentrum = learning-centre,\n CN%3DLotsen%2COU%3D100%25=analyst,';
    expect([...(readSettings({ ...provider, OIDC_ROLES: names }).roles ?? [])]).toEqual([
      ['Lotsen.Handlaggare', 'officer'],
      ['Lotsen Lärcentrum', 'learning-centre'],
      ['CN=Lotsen,OU=100%', 'analyst'],
    ]);
  });

  it('stand for organisations by their ids', () => {
    const { organisations } = readSettings({ ...provider, OIDC_ORGANISATIONS: `212000-2627=${id.toUpperCase()}` });
    expect([...(organisations ?? [])]).toEqual([['212000-2627', id]]);
  });

  it('are the same however a letter with a mark is written', () => {
    const { roles } = readSettings({ ...provider, OIDC_ROLES: 'Handla\u0308ggare=officer' });
    expect(roles?.get('Handl\u00e4ggare')).toBe('officer');
  });

  it('need not be given', () => {
    expect(readSettings(provider)).toMatchObject({ roles: undefined, organisations: undefined });
    expect(readSettings({ ...provider, OIDC_ROLES: '' }).roles).toBeUndefined();
  });

  it.each([
    [
      'an unknown role',
      { OIDC_ROLES: 'A=officer,B=offiser' },
      '"B=offiser": there is no role offiser; there are officer,',
    ],
    ['what is no uuid', { OIDC_ORGANISATIONS: `A=${id},B=212000-2627` }, '"B=212000-2627": 212000-2627 is not a uuid'],
    [
      'a name that stands twice',
      { OIDC_ORGANISATIONS: `A=${id},A=${other}` },
      `"A=${other}": this name stands there twice`,
    ],
    [
      'another separator',
      { OIDC_ROLES: 'A=officer;B=analyst' },
      '"A=officer;B=analyst": not name=meaning with one equals sign',
    ],
    ['an equals sign in a name', { OIDC_ROLES: 'CN=A=officer' }, 'write %3D for ='],
    ['a comma in a name', { OIDC_ROLES: 'A, B=officer' }, '"A": not name=meaning'],
    ['a lone percent sign', { OIDC_ROLES: '100%=officer' }, 'a percent sign in a name is written %25'],
    ['no name', { OIDC_ROLES: '=officer' }, '"=officer": has no name'],
    ['nothing at all', { OIDC_ROLES: ' , ' }, 'names nothing'],
  ])('are refused at start with %s', (_name, env, words) => {
    expect(problem(env)).toContain(words);
  });

  it('are all said at once where several are wrong', () => {
    expect(problem({ OIDC_ROLES: 'A=offiser,B=chef' })).toMatch(/offiser.*; .*chef/u);
  });
});
