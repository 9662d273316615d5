import type { ListItem } from './list-item.ts';

/** Without regard to case and accents: "cafe" finds "Café". */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export interface Search {
  text: string;
  /** '' for every category. */
  category: string;
}

/** The items in which every word of the search is somewhere in the names or the description. */
export const findItems = (items: readonly ListItem[], { text, category }: Search): ListItem[] => {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const isFound = ({ name, connector, description }: ListItem): boolean => {
    const all = fold(`${name} ${connector} ${description}`);
    return words.every((word) => all.includes(word));
  };
  return items.filter((item) => (category === '' || item.category === category) && (words.length === 0 || isFound(item)));
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
