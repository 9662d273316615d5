/** Milliseconds. A row that is first drawn later than this after the answer reads its own connector. */
const freshFor = 10_000;

/** The items of the last answers, for rows that are not drawn yet. */
export interface FreshViews {
  keep(key: string, view: unknown): void;
  /** Given once, and within ten seconds of the first answer that is held. */
  readonly take: (key: string) => unknown;
}

/** Releases all that is held ten seconds after the first of it. */
export const createFreshViews = (): FreshViews => {
  const views = new Map<string, unknown>();
  return {
    keep(key, view) {
      if (views.size === 0) setTimeout(() => views.clear(), freshFor);
      views.set(key, view);
    },
    take(key) {
      const view = views.get(key);
      views.delete(key);
      return view;
    },
  };
};
