/** What the sign-in window's handle has shown so far. */
export interface HandleWatch {
  readonly handle: 'none' | 'live' | 'closed';
  /** Since when it has read closed. */
  readonly goneSince: number | undefined;
  /**
   * A handle was lost in a way that no person closing a window explains: while they were elsewhere, or while they were
   * here all the time. Any Cross-Origin-Opener-Policy on the way does that, and the window lives on.
   */
  readonly wasCutOff: boolean;
  /** Looks once more. True where the handle reads closed for the first time. */
  follow(opened: Window | null, backSince: number | undefined, now: number): boolean;
}

/** `grace`: milliseconds within which a window that closes and a person who is back are one event. */
export const createHandleWatch = (grace: number): HandleWatch => {
  let handle: HandleWatch['handle'] = 'none';
  let lastLiveAt = -Infinity;
  let goneSince: number | undefined;
  let closedOnReturn = false;
  let lostBefore = false;
  const isLost = (): boolean => goneSince !== undefined && !closedOnReturn;

  return {
    get handle() {
      return handle;
    },
    get goneSince() {
      return goneSince;
    },
    get wasCutOff() {
      return lostBefore || isLost();
    },
    follow(opened, backSince, now) {
      if (opened === null) return false;
      if (!opened.closed) {
        // A window that was opened again lives; what became of the one before stays in doubt.
        lostBefore ||= isLost();
        handle = 'live';
        lastLiveAt = now;
        goneSince = undefined;
        closedOnReturn = false;
        return false;
      }
      const isNew = goneSince === undefined;
      handle = 'closed';
      goneSince ??= now;
      closedOnReturn ||= backSince !== undefined && lastLiveAt >= backSince - grace && goneSince <= backSince + grace;
      return isNew;
    },
  };
};
