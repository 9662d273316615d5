import type { ListItem } from './list-item.ts';

/**
 * The same items, some with another name. Of several account connectors of one name each but the oldest, the one with the
 * smallest id, gets a number: "Capsule (2)". A row keeps its number while its status, and so its place in the list, changes, and
 * while a filter hides others. A number that another row has in its own name is left out. `all`: those that are hidden, too.
 */
export const numberNames = (items: readonly ListItem[], all: readonly ListItem[]): ListItem[] => {
  /** By the names that rows have by themselves. */
  const counts = new Map(all.map(({ name }) => [name, 0]));
  const numbered = new Map<string, string>();
  const byAge = all
    .filter(({ name, connectorId }) => name && connectorId)
    .sort((one, other) => Number(one.connectorId) - Number(other.connectorId));
  for (const { key, name } of byAge) {
    let count = (counts.get(name) ?? 0) + 1;
    while (count > 1 && counts.has(`${name} (${count})`)) count += 1;
    counts.set(name, count);
    if (count > 1) numbered.set(key, `${name} (${count})`);
  }
  return items.map((item) => ({ ...item, name: numbered.get(item.key) ?? item.name }));
};
