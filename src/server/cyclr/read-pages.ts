import { runLimited } from '../limits/run-limited.ts';

/** One page: its items that could be read, how many it had with the others, and how many pages there are. */
export interface PageOf<Item> {
  items: Item[];
  length: number;
  totalPages: number | undefined;
}

/** Pages read at the same time: 20,000 connectors take two rounds. */
const parallelPages = 100;

/** 100,000 items: the limit for an upstream that always promises another page. */
const maxPages = 1000;

/**
 * All pages of a list: the first one says how many there are, the others are read in parallel. `complete` is false where
 * the list may have changed between two pages, or held items that cannot be read: then a missing item may still exist.
 *
 * Without a page count the pages are read one by one until one is empty or brings nothing new.
 */
export const readPages = async <Item extends { id: string }>(
  readPage: (page: number) => Promise<PageOf<Item>>,
  first?: PageOf<Item>,
): Promise<{ items: Item[]; complete: boolean }> => {
  const found = new Map<string, Item>();
  const take = ({ items, length }: PageOf<Item>): boolean => {
    const before = found.size;
    for (const item of items) found.set(item.id, item);
    return length > 0 && found.size > before;
  };
  const page1 = first ?? (await readPage(1));
  let isMore = take(page1);
  const { totalPages } = page1;
  if (totalPages !== undefined) {
    const last = Math.min(totalPages, maxPages);
    const rest = Array.from({ length: Math.max(0, last - 1) }, (_, index) => index + 2);
    for (const other of await runLimited(rest, parallelPages, readPage)) take(other);
    return { items: [...found.values()], complete: totalPages <= 1 && page1.items.length === page1.length };
  }
  let page = 1;
  while (isMore && page < maxPages) {
    page += 1;
    isMore = take(await readPage(page));
  }
  return { items: [...found.values()], complete: false };
};
