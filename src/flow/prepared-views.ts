/** What a list has read already, by endpoint and connector: the rows it is about to draw take it in place of a request of their own. */
const prepared = new Map<string, unknown>();

const keyOf = (endpoint: string, connector: string): string => `${endpoint} ${connector}`;

/**
 * Hands items of an answer to the flows that are about to read them, each once. `items`: by what each flow asks for, an id
 * or a name. Returns how to take back what was not fetched: it would be out of date later.
 */
export const prepareViews = (endpoint: string, items: ReadonlyMap<string, unknown>): (() => void) => {
  for (const [connector, item] of items) prepared.set(keyOf(endpoint, connector), item);
  return () => {
    for (const [connector, item] of items) {
      const key = keyOf(endpoint, connector);
      if (prepared.get(key) === item) prepared.delete(key);
    }
  };
};

/** The item that was prepared for this connector; undefined where there is none. */
export const takePrepared = (endpoint: string, connector: string): unknown => {
  const key = keyOf(endpoint, connector);
  const item = prepared.get(key);
  prepared.delete(key);
  return item;
};
