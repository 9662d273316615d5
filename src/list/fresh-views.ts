/** Milliseconds. A row that is first drawn later than this after the answer reads its own connector. */
const freshFor = 10_000;

/** The items of the last answers, for rows that are still to be drawn. */
export interface FreshViews {
  keep(key: string, view: unknown): void;
  /** Once, and only while it is fresh. */
  readonly take: (key: string) => unknown;
}

/** Holds nothing once the last answer is old. `now` in milliseconds. */
export const createFreshViews = (now: () => number): FreshViews => {
  const views = new Map<string, { view: unknown; until: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    keep(key, view) {
      views.set(key, { view, until: now() + freshFor });
      clearTimeout(timer);
      timer = setTimeout(() => {
        views.clear();
      }, freshFor);
    },
    take(key) {
      const kept = views.get(key);
      views.delete(key);
      return kept !== undefined && now() < kept.until ? kept.view : undefined;
    },
  };
};
