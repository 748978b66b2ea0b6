export {
  appendToOutbox,
  notifyRelay,
  outboxChannel,
  outboxInsert,
  outboxParameters,
  outboxSize,
  outboxWait,
} from './outbox.js';
export { OutboxRelay } from './relay.js';
