import type { ListItem } from './list-item.ts';

/** Without regard to case and accents: "cafe" finds "Café". */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export interface Search {
  text: string;
  /** '' for every category. */
  category: string;
}

/** Whether every word of the search is somewhere in the item's names or its description. */
export const isFound = ({ name, connector, description, category }: ListItem, search: Search): boolean => {
  if (search.category !== '' && category !== search.category) return false;
  const all = fold(`${name} ${connector} ${description}`);
  return fold(search.text)
    .split(/\s+/)
    .every((word) => all.includes(word));
};

/** The categories to choose from; none where there is no choice. */
export const listCategories = (items: readonly ListItem[]): string[] => {
  const categories = [...new Set(items.map(({ category }) => category))].filter((category) => category !== '').sort();
  return categories.length > 1 ? categories : [];
};

/** What the host's filter lets through. An item at which it throws is left out, and the error is reported to the page. */
export const filterItems = (items: readonly ListItem[], filter: ((item: ListItem) => boolean) | undefined): ListItem[] => {
  if (typeof filter !== 'function') return [...items];
  return items.filter((item) => {
    try {
      return filter(item);
    } catch (error) {
      reportError(error);
      return false;
    }
  });
};
