import { type Mounted } from '../support/mount.ts';

/** Of what a card reported, all but its changes of state. */
export const ends = (page: Mounted): string[] => page.events.map(({ type }) => type).filter((type) => type !== 'statechange');
