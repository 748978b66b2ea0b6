import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { keptSecret } from './kept-secret.js';
import { ConfigurationError, type Settings } from './settings.js';

/** The key that matching signs releases with; without one (never in production) the data folder's own, made at first use. */
export function releaseKeyOf({ releaseKey, production, dataFolder }: Settings): KeyObject {
  if (releaseKey) return releaseKey;
  if (production) {
    throw missing('LOTSEN_RELEASE_KEY', 'matching', 'the output of: openssl genpkey -algorithm ed25519');
  }
  const make = () => String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return createPrivateKey(keptSecret(dataFolder, 'release.key.pem', make));
}

/** Those by which candidates knows what matching signed; without any (never in production) that of the key that matching has. */
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
