import { type Mounted } from '../support/mount.ts';

/** The types of a card's events, without `statechange`. */
export const ends = (page: Mounted): string[] => page.events.map(({ type }) => type).filter((type) => type !== 'statechange');
