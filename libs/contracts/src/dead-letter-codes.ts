/** Why a service could not consume an event. */
export const deadLetterCodes = [
  'unknown-topic',
  'not-an-event',
  'not-json',
  'breaks-schema',
  'wrong-key',
  'handler-refused',
] as const;
export type DeadLetterCode = (typeof deadLetterCodes)[number];
