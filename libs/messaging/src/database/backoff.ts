/**
 * The pauses between one attempt and the next, in milliseconds: each twice as long as the one before, up to a most. They never
 * end; whoever loops over them says when it gives up. (The libraries wrap one call and wait for it by themselves. A consumer has
 * to send heartbeats meanwhile, and a session to wake early.)
 */
export function* backoff(least = 100, most = 5000): Generator<number, never> {
  for (let pause = least; ; pause = Math.min(pause * 2, most)) yield pause;
}
