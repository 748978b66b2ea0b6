import type { Refusal } from './refusal.js';

/** PostgreSQL's jsonb cannot hold NUL or half a surrogate pair. JSON.stringify writes both as escapes. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/u;
export const badCharacters: Refusal = {
  code: 'invalid-content',
  status: 422,
  detail: { sv: 'En text har tecken som inte går att spara.', en: 'A text has characters that cannot be stored.' },
  hint: { sv: 'Ta bort styrtecken.', en: 'Remove control characters.' },
};

export const isStorable = (state: unknown) => !unstorable.test(JSON.stringify(state));
