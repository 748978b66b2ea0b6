/** Repeats a check every 20 ms until it passes. @throws its last error after `ms` */
export async function eventually(what: () => Promise<void> | void, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      await what();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
