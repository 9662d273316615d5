import type { ItemStatus, ListItem } from './list-item.ts';

const ranks: Record<ItemStatus, number> = { attention: 0, connected: 1, failed: 2, ready: 3, available: 4 };

/**
 * What needs attention first, then what is connected, then what is not, then what may be added; within these, the order
 * that was given. `kept`: keys of rows that keep their place, because the person is using the list.
 */
export const orderItems = (items: readonly ListItem[], kept: readonly string[] = []): ListItem[] => {
  const places = new Map(kept.map((key, place) => [key, place]));
  const placeOf = ({ key }: ListItem): number => places.get(key) ?? places.size;
  return [...items].sort((a, b) => placeOf(a) - placeOf(b) || ranks[a.status] - ranks[b.status]);
};
