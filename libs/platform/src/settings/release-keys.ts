import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { keptSecret } from './kept-secret.js';
import { ConfigurationError, type Settings } from './settings.js';

/**
 * The private key with which matching signs releases. If none is set (never in production), one is made at first use
 * and kept in the data folder.
 */
export function releaseKeyOf({ releaseKey, production, dataFolder }: Settings): KeyObject {
  if (releaseKey) return releaseKey;
  if (production) {
    throw missing('LOTSEN_RELEASE_KEY', 'matching', 'the output of: openssl genpkey -algorithm ed25519');
  }
  const make = () => String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return createPrivateKey(keptSecret(dataFolder, 'release.key.pem', make));
}

/**
 * The public keys with which candidates verifies what matching signed. If none is set (never in production), the public
 * key is derived from matching's private key.
 */
export function releasePublicKeysOf(settings: Settings): readonly KeyObject[] {
  if (settings.releasePublicKeys) return settings.releasePublicKeys;
  if (settings.production) {
    throw missing('LOTSEN_RELEASE_PUBLIC_KEYS', 'candidates', 'the output of: openssl pkey -pubout -in KEY-FILE');
  }
  return [createPublicKey(releaseKeyOf(settings))];
}

function missing(variable: string, service: string, example: string): ConfigurationError {
  const problem = `production makes up no key; name your own, for the ${service} service alone`;
  return new ConfigurationError([{ variable, problem, example }]);
}
