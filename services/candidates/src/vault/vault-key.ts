import { randomBytes } from 'node:crypto';
import { ConfigurationError, keptSecret, type Settings } from '@lotsen/platform';

/**
 * The configured keys; the first one encrypts. Without a configured key (never in production) a key is generated at
 * first use and kept in the data folder.
 */
export function vaultKeysOf(settings: Settings): Buffer[] {
  const former = settings.formerVaultKeys.map((key) => Buffer.from(key, 'base64'));
  if (settings.vaultKey) return [Buffer.from(settings.vaultKey, 'base64'), ...former];
  if (settings.production) {
    const problem = 'production makes up no key; keep your own in a secret store, for the candidates service alone';
    throw new ConfigurationError([
      { variable: 'LOTSEN_VAULT_KEY', problem, example: 'the output of: openssl rand -base64 32' },
    ]);
  }
  const own = keptSecret(settings.dataFolder, 'vault.key', () => randomBytes(32).toString('base64'));
  return [Buffer.from(own, 'base64'), ...former];
}
