/**
 * Runs `work` for every item, at most `limit` at the same time. Results are in the order of the items. The first
 * rejection rejects the whole and starts no further work.
 */
export const runLimited = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  if (items.length <= limit) return Promise.all(items.map(work));
  const results: Result[] = [];
  let next = 0;
  let hasFailed = false;
  const run = async (): Promise<void> => {
    while (next < items.length && !hasFailed) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as Item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, run));
  return results;
};
