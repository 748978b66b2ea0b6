/**
 * The pauses between attempts, in milliseconds. Each pause is twice as long as the one before, up to `most`. The
 * sequence never ends: the loop over it decides when to give up. (Retry libraries wrap one call and do the waiting
 * themselves. Here a consumer has to send heartbeats while it waits, and a session has to be able to wake early.)
 */
export function* backoff(least = 100, most = 5000): Generator<number, never> {
  for (let pause = least; ; pause = Math.min(pause * 2, most)) yield pause;
}
