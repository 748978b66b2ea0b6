const mostBetweenMs = 100;

/** Waits until something holds, asking again soon and then less often; fails with what was last seen. */
export async function eventually(what: () => Promise<void> | void, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  for (let pause = 20; ; pause = Math.min(mostBetweenMs, pause * 1.5)) {
    try {
      await what();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
