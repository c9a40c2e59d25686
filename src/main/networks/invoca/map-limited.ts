/** Maps with at most `limit` at once, keeping the order. The first failure ends it; what runs is awaited first. */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: { index: number; result: R }[] = [];
  const queue = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        results.push({ index, result: await map(item) });
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const settled of workers) if (settled.status === 'rejected') throw settled.reason;
  return results.toSorted((a, b) => a.index - b.index).map(({ result }) => result);
}
