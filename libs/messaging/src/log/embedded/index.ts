export { EmbeddedLogTransport } from './embedded-log.transport.js';
