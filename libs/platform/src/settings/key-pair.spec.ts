import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { releaseKeyOf, releasePublicKeysOf } from './release-keys.js';
import { ConfigurationError, readSettings } from './settings.js';

const [first, second] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privatePem = ({ privateKey }: { privateKey: KeyObject }) =>
  privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const publicPem = ({ publicKey }: { publicKey: KeyObject }) =>
  publicKey.export({ format: 'pem', type: 'spki' }).toString();
const privateDer = ({ privateKey }: { privateKey: KeyObject }) =>
  privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const publicDer = ({ publicKey }: { publicKey: KeyObject }) =>
  publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

const problemWith = (env: Record<string, string>): string => {
  try {
    readSettings(env);
    return 'none';
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message;
  }
};

describe('the key of releases', () => {
  it.each([
    ['PEM, as openssl writes it', privatePem(first)],
    ['its DER in base64 on one line', privateDer(first)],
  ])('is read from %s', (_, text) => {
    const key = readSettings({ LOTSEN_RELEASE_KEY: text }).releaseKey;
    expect(createPublicKey(key as KeyObject).equals(first.publicKey)).toBe(true);
  });

  it.each([
    ['PEM, one after the other', publicPem(first) + publicPem(second)],
    ['PEM with empty lines between', `${publicPem(first)}\n\n${publicPem(second)}\n`],
    ['DER in base64, one a line', `${publicDer(first)}\n${publicDer(second)}\n`],
    ['DER in base64, with a comma between', `${publicDer(first)}, ${publicDer(second)}`],
  ])('has public ones, several in %s', (_, text) => {
    const keys = readSettings({ LOTSEN_RELEASE_PUBLIC_KEYS: text }).releasePublicKeys ?? [];
    expect(keys.map((key) => [first, second].findIndex(({ publicKey }) => publicKey.equals(key)))).toEqual([0, 1]);
  });

  it.each([
    ['LOTSEN_RELEASE_KEY', 'a public key', publicPem(first)],
    ['LOTSEN_RELEASE_KEY', 'a key of another kind', privatePem(rsa)],
    ['LOTSEN_RELEASE_KEY', 'the key of the vault', Buffer.alloc(32, 1).toString('base64')],
    ['LOTSEN_RELEASE_KEY', 'a word', 'secret-word'],
    ['LOTSEN_RELEASE_PUBLIC_KEYS', 'keys of another kind among them', publicPem(first) + publicPem(rsa)],
    ['LOTSEN_RELEASE_PUBLIC_KEYS', 'a DER that is cut short', publicDer(first).slice(0, 30)],
    ['LOTSEN_RELEASE_PUBLIC_KEYS', 'words beside a key', `${publicPem(first)}secret-word`],
    ['LOTSEN_RELEASE_PUBLIC_KEYS', 'a private DER', privateDer(first)],
    ['LOTSEN_RELEASE_PUBLIC_KEYS', 'nothing but commas', ' , '],
  ])('%s refuses %s, and says what would be right, never what stood there', (variable, _, text) => {
    const problem = problemWith({ [variable]: text });
    expect(problem).toMatch(new RegExp(`^${variable}: not an? .*Ed25519 p.* \\(for example .*openssl`, 'u'));
    expect(problem).not.toContain(text.slice(0, 20));
  });

  it('of matching is not let into the public ones', () => {
    expect(problemWith({ LOTSEN_RELEASE_PUBLIC_KEYS: privatePem(first) })).toContain('is for matching alone');
  });
});

describe('without a key of releases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-release-key-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('both services use one of the data folder’s own, which nobody else may read', () => {
    const settings = readSettings({ LOTSEN_DATA: join(folder, 'data') });
    const [publicKey] = releasePublicKeysOf(settings);
    expect(createPublicKey(releaseKeyOf(settings)).equals(publicKey as KeyObject)).toBe(true);
    expect(readdirSync(join(folder, 'data'))).toEqual(['release.key.pem']);
    const file = join(folder, 'data', 'release.key.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('-----BEGIN PRIVATE KEY-----');
  });

  it('production does not start the service that needs one, and names it', () => {
    const settings = { ...readSettings({ LOTSEN_DATA: folder }), production: true };
    expect(() => releaseKeyOf(settings)).toThrow(/LOTSEN_RELEASE_KEY: production makes up no key.*matching/u);
    expect(() => releasePublicKeysOf(settings)).toThrow(/LOTSEN_RELEASE_PUBLIC_KEYS: .*candidates/u);
    expect(readdirSync(folder)).toEqual(['data']);
    const named = { ...settings, releaseKey: first.privateKey, releasePublicKeys: [second.publicKey] };
    expect([releaseKeyOf(named), releasePublicKeysOf(named)]).toEqual([first.privateKey, [second.publicKey]]);
  });
});
