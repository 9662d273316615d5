import type { Platform } from './platform.ts';

/** Whether the person looks at this page, as far as a page can tell. */
export interface Presence {
  readonly isHere: boolean;
  /** Since when, without a break; undefined while away. */
  readonly hereSince: number | undefined;
  /** The same, only for a person who was seen to be away before. */
  readonly backSince: number | undefined;
  /** Looks once more. True where the person has come back this very moment. */
  follow(now: number, alone: boolean): boolean;
  /** Counts as having been away: the page itself was. */
  restart(): void;
}

export const createPresence = ({ window }: Platform): Presence => {
  const { document } = window;
  let hereSince: number | undefined;
  let wasAway = false;

  return {
    get isHere() {
      return hereSince !== undefined;
    },
    get hereSince() {
      return hereSince;
    },
    get backSince() {
      return wasAway ? hereSince : undefined;
    },
    // Where no other window exists there is nothing that the focus could tell.
    follow(now, alone) {
      const isHere = document.visibilityState === 'visible' && (alone || document.hasFocus());
      if (!isHere) {
        wasAway = true;
        hereSince = undefined;
        return false;
      }
      if (hereSince !== undefined) return false;
      hereSince = now;
      return wasAway;
    },
    restart() {
      wasAway = true;
      hereSince = undefined;
    },
  };
};
