import type { ListItem } from './list-item.ts';
import { findItems, type Search } from './search-items.ts';

/** Rows that are shown at first, and added by each "Show more". */
const step = 100;

/** Which rows are drawn, and which of these are shown. */
export interface RowsInView {
  found: ListItem[];
  shown: ReadonlySet<ListItem>;
  /** In the order of the list; those that a search hides are among them. */
  drawn: ListItem[];
  /** Drawn for the first time. */
  fresh: ListItem[];
  /** More rows were found than are shown. */
  hasMore: boolean;
}

/** The search, and how many rows are shown. Rows that were drawn once stay in the page: a sign-in in one of them goes on. */
export class RowWindow {
  search: Search = { text: '', category: '' };
  #limit = step;
  readonly #drawn = new Set<string>();

  get isSearching(): boolean {
    return (this.search.text + this.search.category).trim() !== '';
  }

  searchFor(change: Partial<Search>): void {
    this.search = { ...this.search, ...change };
    this.#limit = step;
  }

  widen(): void {
    this.#limit += step;
  }

  /** For new rows: none was drawn yet. */
  clear(): void {
    this.#drawn.clear();
    this.#limit = step;
  }

  find(items: readonly ListItem[]): ListItem[] {
    return findItems(items, this.search);
  }

  place(items: readonly ListItem[]): RowsInView {
    const found = this.find(items);
    const shown = new Set(found.slice(0, this.#limit));
    const fresh = [...shown].filter(({ key }) => !this.#drawn.has(key));
    for (const { key } of fresh) this.#drawn.add(key);
    return { found, shown, fresh, drawn: items.filter(({ key }) => this.#drawn.has(key)), hasMore: found.length > shown.size };
  }
}
