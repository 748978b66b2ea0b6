import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readSettings } from './settings.js';

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

  it('take every former key of the vault, or name them as wrong', () => {
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
    expect(readSettings({ LOTSEN_VAULT_FORMER_KEYS: `${key(1)}, ${key(2)}` }).formerVaultKeys).toEqual([
      key(1),
      key(2),
    ]);
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
});
