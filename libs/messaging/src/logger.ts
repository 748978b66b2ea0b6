import { Logger } from '@nestjs/common';

/** Operational messages of the messaging library: topics, offsets, reasons. Never a record's value. */
export const logger = new Logger('messaging');
