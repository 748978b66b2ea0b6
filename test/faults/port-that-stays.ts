/**
 * A start that tries another port each time until it has succeeded once. From then on it uses the same port, because
 * the clients of the server know its address.
 */
export function atPortThatStays<T>(pick: () => Promise<number>, start: (port: number) => Promise<T>): () => Promise<T> {
  let port: number | undefined;
  return async () => {
    const tried = port ?? (await pick());
    const started = await start(tried);
    port = tried;
    return started;
  };
}
