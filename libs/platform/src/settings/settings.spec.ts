import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readSettings } from './settings.js';
import { tokenSettings } from './token-settings.js';

const problems = (env: Record<string, string>): Record<string, string> => {
  try {
    readSettings(env);
    return {};
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return Object.fromEntries(error.problems.map(({ variable, problem }) => [variable, problem]));
  }
};
const production = {
  NODE_ENV: 'production',
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_JWKS_URL: 'https://id.example.org/keys',
  DATABASE_URL: 'postgres://lotsen@db/postgres',
};

describe('settings', () => {
  it('need nothing: an empty environment is the demo on loopback', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      production: false,
      host: '127.0.0.1',
      basePort: 4700,
      brokers: [],
      demoData: true,
    });
    expect(settings.serviceUrls.matching).toBe('http://127.0.0.1:4705');
  });

  it('name all that is wrong at once, each with its variable', () => {
    const wrong = { LOTSEN_PORT: 'many', DATABASE_URL: 'mysql://x', KAFKA_BROKERS: 'kafka', LOTSEN_VAULT_KEY: 'short' };
    expect(Object.keys(problems(wrong)).sort()).toEqual(Object.keys(wrong).sort());
  });

  it('name what is missing beside what is wrong, and nothing twice', () => {
    const wrong = { NODE_ENV: 'production', LOTSEN_PORT: 'many', DATABASE_URL: 'mysql://x', DATABASE_PASSWORD: 'p' };
    expect(problems(wrong)).toEqual({
      LOTSEN_PORT: 'not a port from 1 to 65530',
      DATABASE_URL: 'not a postgres:// URL',
      OIDC_ISSUER: 'production has no demo users; name your identity provider',
    });
    expect(Object.keys(problems({ OIDC_ISSUER: 'none', OIDC_ROLES: 'A=officer', DATABASE_URL_FILE: '/none' }))).toEqual(
      ['DATABASE_URL_FILE', 'OIDC_ISSUER'],
    );
  });

  it('take every former key of the vault, or name them as wrong', () => {
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
    const former = { LOTSEN_VAULT_FORMER_KEYS: `${key(1)}, ${key(2)}` };
    expect(readSettings({ ...former, LOTSEN_VAULT_KEY: key(3) }).formerVaultKeys).toEqual([key(1), key(2)]);
    expect(problems(former)).toEqual({ LOTSEN_VAULT_KEY: 'belongs to LOTSEN_VAULT_FORMER_KEYS' });
    expect(readSettings({}).formerVaultKeys).toEqual([]);
    expect(Object.keys(problems({ LOTSEN_VAULT_FORMER_KEYS: `${key(1)},short` }))).toEqual([
      'LOTSEN_VAULT_FORMER_KEYS',
    ]);
  });

  it('keep the archive and the reference in the data folder, unless they say where', () => {
    expect(readSettings({ LOTSEN_DATA: '/data' })).toMatchObject({
      archiveFolder: '/data/archive',
      referenceFolder: '/data/reference',
    });
    const elsewhere = { LOTSEN_ARCHIVE: '/archive', LOTSEN_REFERENCE: '/reference' };
    expect(readSettings(elsewhere)).toMatchObject({ archiveFolder: '/archive', referenceFolder: '/reference' });
  });

  it('say what would be right, by an example', () => {
    expect(() => readSettings({ KAFKA_BROKERS: 'kafka' })).toThrow('KAFKA_BROKERS=kafka1:9092,kafka2:9092');
  });

  it('in production there are no demo users and no embedded database', () => {
    expect(Object.keys(problems({ NODE_ENV: 'production' })).sort()).toEqual(['DATABASE_URL', 'OIDC_ISSUER']);
    expect(problems(production)).toEqual({});
    expect(readSettings(production).demoData).toBe(false);
  });

  it('an issuer comes with its keys', () => {
    expect(Object.keys(problems({ OIDC_ISSUER: 'https://id.example.org' }))).toEqual(['OIDC_JWKS_URL']);
  });

  it('what only a provider of one’s own has needs one', () => {
    const lone = { OIDC_SUBJECT_CLAIM: 'oid', OIDC_ROLES: 'A=officer', OIDC_CLI_CLIENT: 'c' };
    expect(problems(lone)).toEqual({ OIDC_ISSUER: 'belongs to OIDC_SUBJECT_CLAIM, OIDC_ROLES, OIDC_CLI_CLIENT' });
    const keys = { OIDC_JWKS_URL: 'https://id.example.org/keys' };
    expect(problems(keys)).toEqual({ OIDC_ISSUER: 'belongs to OIDC_JWKS_URL' });
    expect(problems({ OIDC_CLI_PORT: '' })).toEqual({});
  });

  it('the command signs in as it is registered, on any port unless one is named', () => {
    expect(readSettings(production)).toMatchObject({
      subjectClaim: 'sub',
      cliClient: 'lotsen-cli',
      cliScope: 'openid lotsen',
      cliResource: undefined,
      cliPort: undefined,
    });
    expect(readSettings({ ...production, OIDC_CLI_PORT: '4780' }).cliPort).toBe(4780);
    for (const port of ['0', '65536', '1.5', 'any']) {
      expect(problems({ ...production, OIDC_CLI_PORT: port })).toEqual({ OIDC_CLI_PORT: 'not a port from 1 to 65535' });
    }
  });

  it('in containers the issuer of the demo is what browsers see, and its keys are fetched from the portal’s own address', () => {
    expect(tokenSettings(readSettings({}))).toMatchObject({
      issuer: 'http://127.0.0.1:4700/oidc',
      jwksUrl: 'http://127.0.0.1:4700/oidc/jwks',
    });
    const settings = readSettings({ LOTSEN_PUBLIC_URL: 'http://127.0.0.1:8080/', PORTAL_URL: 'http://portal:4700' });
    expect(tokenSettings(settings)).toMatchObject({
      issuer: 'http://127.0.0.1:8080/oidc',
      jwksUrl: 'http://portal:4700/oidc/jwks',
    });
  });
});

describe('secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-secrets-'));
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

  it('may each stand in a file that NAME_FILE names', () => {
    const settings = readSettings({
      DATABASE_URL_FILE: file('url', 'postgres://lotsen:secret@db/postgres\n'),
      LOTSEN_VAULT_KEY_FILE: file('key', `${key(1)}\n`),
      LOTSEN_VAULT_FORMER_KEYS_FILE: file('former', `${key(2)}\n${key(3)}\n`),
    });
    expect(settings).toMatchObject({
      databaseUrl: 'postgres://lotsen:secret@db/postgres',
      vaultKey: key(1),
      formerVaultKeys: [key(2), key(3)],
    });
  });

  it('of the database may come apart from its URL, whatever letters they are of', () => {
    const { databaseUrl } = readSettings({
      DATABASE_URL: 'postgres://lotsen@db:5432/postgres',
      DATABASE_PASSWORD_FILE: file('password', '50% @/:?ö\n'),
    });
    const { username, password, host } = new URL(databaseUrl as string);
    expect([username, decodeURIComponent(password), host]).toEqual(['lotsen', '50% @/:?ö', 'db:5432']);
  });

  it('say by the name of the file’s variable what is wrong, why, and what to do, but never the secret', () => {
    const wrong = {
      DATABASE_URL: 'postgres://lotsen:in-the-url@db/postgres',
      DATABASE_URL_FILE: file('url', 'postgres://lotsen@db/postgres'),
      DATABASE_PASSWORD_FILE: join(folder, 'none'),
      LOTSEN_VAULT_KEY_FILE: file('short', 'a-short-secret'),
      LOTSEN_VAULT_FORMER_KEYS_FILE: file('empty', '\n'),
    };
    const found = problems(wrong);
    expect(found).toEqual({
      DATABASE_URL_FILE: 'DATABASE_URL is set as well, and only one can count; take one of them away',
      DATABASE_PASSWORD_FILE: `${folder}/none cannot be read (ENOENT); name a file that the user of this process may read`,
      LOTSEN_VAULT_KEY_FILE: `${folder}/short: not 32 bytes in base64`,
      LOTSEN_VAULT_FORMER_KEYS_FILE: `${folder}/empty is empty; write the secret into it, and nothing else`,
    });
    expect(JSON.stringify(found)).not.toMatch(/a-short-secret|in-the-url/u);
  });

  it('of the database are one: a password beside a URL that has one, or without a URL, is wrong', () => {
    const whole = { DATABASE_URL: 'postgres://lotsen:secret@db/postgres', DATABASE_PASSWORD: 'other' };
    expect(Object.keys(problems(whole))).toEqual(['DATABASE_PASSWORD']);
    expect(Object.keys(problems({ DATABASE_PASSWORD: 'secret' }))).toEqual(['DATABASE_URL']);
  });
});
