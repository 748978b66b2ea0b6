import { describe } from '@jest/globals';
import { EmbeddedLogTransport } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { rows } from '@lotsen/testing/leaks';
import { systemOnEmbeddedLog } from '@lotsen/testing/system';
import { wholeSystem } from './system/whole-system.js';

describe('the system on the embedded log, all in one process', () => {
  wholeSystem(systemOnEmbeddedLog, (field) => {
    const url = () => databaseUrlOf(field().system.database(), 'lotsen_log');
    return {
      log: () => new EmbeddedLogTransport(url()),
      stopAndEmptyLog: async () => {
        // The embedded database stops with its system, so the log is emptied, and loses its id, just before that.
        await rows(url(), 'TRUNCATE log_record; UPDATE log_partition SET next_offset = 0; DELETE FROM log_identity');
        await field().system.stop();
      },
      compactLog: async () => {
        const transport = new EmbeddedLogTransport(url());
        await transport.sweep(0);
        await transport.close();
      },
    };
  });
});
