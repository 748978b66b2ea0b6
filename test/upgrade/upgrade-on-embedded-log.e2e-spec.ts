import { describe } from '@jest/globals';
import { EmbeddedLogTransport } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { systemInOneProcess } from '@lotsen/testing/system';
import { release } from './taken-over.js';
import { upgraded } from './upgraded.js';

describe(`what ${release} stored, taken over on the embedded log`, () => {
  upgraded(() => ({
    make: systemInOneProcess,
    log: (server) => new EmbeddedLogTransport(databaseUrlOf(server, 'lotsen_log')),
  }));
});
