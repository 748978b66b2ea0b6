import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError, type Settings } from '@lotsen/platform';

/** The configured keys, the one that writes first; without one (never in production) a key of the data folder's own, made at first use. */
export function vaultKeysOf(settings: Settings): Buffer[] {
  const former = settings.formerVaultKeys.map((key) => Buffer.from(key, 'base64'));
  if (settings.vaultKey) return [Buffer.from(settings.vaultKey, 'base64'), ...former];
  if (settings.production) {
    const problem = 'production makes up no key; keep your own in a secret store, for the candidates service alone';
    throw new ConfigurationError([
      { variable: 'LOTSEN_VAULT_KEY', problem, example: 'the output of: openssl rand -base64 32' },
    ]);
  }
  const file = join(settings.dataFolder, 'vault.key');
  mkdirSync(settings.dataFolder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return [Buffer.from(readFileSync(file, 'utf8'), 'base64'), ...former];
}
