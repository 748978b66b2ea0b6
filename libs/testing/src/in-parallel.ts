/** Does the work for each item, at most `atOnce` at a time, and returns the results in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, at: number) => Promise<R>,
  atOnce = 8,
): Promise<R[]> {
  const results: R[] = new Array(items.length) as R[];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T, at);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
