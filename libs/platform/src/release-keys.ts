import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError, type Settings } from './settings.js';

/** The key that matching signs releases with; without one (never in production) the data folder's own, made at first use. */
export function releaseKeyOf({ releaseKey, production, dataFolder }: Settings): KeyObject {
  if (releaseKey) return releaseKey;
  if (production) {
    throw missing('LOTSEN_RELEASE_KEY', 'matching', 'the output of: openssl genpkey -algorithm ed25519');
  }
  const file = join(dataFolder, 'release.key.pem');
  mkdirSync(dataFolder, { recursive: true });
  // It has its name only once it is whole: two services that start at once make one key, and neither reads half of it.
  const draft = `${file}.${randomUUID()}`;
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(draft, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return createPrivateKey(readFileSync(file));
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
