const longestPauseMs = 160;

/**
 * Repeats a check until it passes, first after 20 ms, then more and more slowly: each check takes processor time from what
 * it waits for.
 * @throws its last error after `ms`
 */
export async function eventually(what: () => Promise<void> | void, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  for (let pauseMs = 20; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    try {
      await what();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
