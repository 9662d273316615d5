import type { ListItem } from './list-item.ts';

/**
 * The name of a row. Of several account connectors of one name each but the oldest, the one with the smallest id, gets a
 * number: "Capsule (2)". A row keeps its number while its status, and so its place in the list, changes.
 */
export const numberedName = ({ name, connectorId }: ListItem, items: readonly ListItem[]): string => {
  const older = items.filter((other) => other.name === name && Number(other.connectorId) < Number(connectorId)).length;
  return older > 0 && name ? `${name} (${older + 1})` : name;
};
