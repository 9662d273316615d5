/** What a list has read, or is reading, by endpoint and connector. */
const prepared = new Map<string, unknown>();

const keyOf = (endpoint: string, connector: string): string => `${endpoint} ${connector}`;

/**
 * Hands items of an answer to the flows that read them before the next task, in place of a request of their own. `items`: by
 * what a flow asks for, an id or a name; each an item, or a promise of one.
 */
export const prepareViews = (endpoint: string, items: ReadonlyMap<string, unknown>): void => {
  for (const [connector, item] of items) prepared.set(keyOf(endpoint, connector), item);
  // It would be out of date later.
  setTimeout(() => {
    for (const connector of items.keys()) prepared.delete(keyOf(endpoint, connector));
  });
};

/** The item that was prepared for this connector; undefined where there is none, or where the awaited answer did not contain it. */
export const findPrepared = (endpoint: string, connector: string): unknown => prepared.get(keyOf(endpoint, connector));
