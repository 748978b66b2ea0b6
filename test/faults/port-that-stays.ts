/**
 * A start that is tried at another port each time until it has worked once; from then on it is at that one, for those who use the
 * server were told its address.
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
