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
  const words = fold(text.trim()).split(/\s+/);
  const isFound = ({ name, connector, description }: ListItem): boolean => {
    const all = fold(`${name} ${connector} ${description}`);
    return words.every((word) => all.includes(word));
  };
  return items.filter((item) => (category === '' || item.category === category) && (words[0] === '' || isFound(item)));
};

/** Those of the categories that can be chosen: all while there are parts that were not read, then those with rows. None where there is no choice. */
export const listCategories = (known: readonly string[], items: readonly ListItem[], hasMore: boolean): string[] => {
  const categories = known.filter((one) => one !== '' && (hasMore || items.some(({ category }) => category === one))).sort();
  return categories.length > 1 ? categories : [];
};

/** What the host's filter lets through. An item at which it throws is left out, and the error is reported to the page. */
export const filterItems = (items: readonly ListItem[], filter: ((item: ListItem) => boolean) | undefined): readonly ListItem[] => {
  if (typeof filter !== 'function') return items;
  return items.filter((item) => {
    try {
      return filter(item);
    } catch (error) {
      reportError(error);
      return false;
    }
  });
};
