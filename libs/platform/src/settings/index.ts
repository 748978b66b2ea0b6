export { keptSecret } from './kept-secret.js';
export { releaseKeyOf, releasePublicKeysOf } from './release-keys.js';
export { ConfigurationError, readSettings, type Settings, settingsOrExit } from './settings.js';
export { tokenSettings } from './token-settings.js';
