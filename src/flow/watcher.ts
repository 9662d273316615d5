import { createHandleWatch } from './handle-watch.ts';
import type { Platform } from './platform.ts';
import { createPresence } from './presence.ts';
import type { SettleOptions } from './settlement.ts';
import { knowWindow } from './window-knowledge.ts';

/** The person and the window, as far as this page can see them. */
export interface Watcher {
  /** The page went to the sign-in as a whole, and is here again without a word of it. */
  readonly cameBack: boolean;
  readonly goneSince: number | undefined;
  readonly wasCutOff: boolean;
  readonly backSince: number | undefined;
  /** Looks once more. True where the person has come back, or the window has gone, this very moment. */
  follow(now: number): boolean;
  /** The page itself was away. */
  comeBack(): void;
}

export const createWatcher = (platform: Platform, options: SettleOptions): Watcher => {
  const { timing } = options;
  const presence = createPresence(platform);
  const handle = createHandleWatch(5 * timing.tick);
  let cameBack = false;

  return {
    get cameBack() {
      return cameBack;
    },
    get goneSince() {
      return handle.goneSince;
    },
    get wasCutOff() {
      return handle.wasCutOff;
    },
    get backSince() {
      return presence.backSince;
    },
    follow(now) {
      const isBack = presence.follow(now, cameBack);
      const isGone = handle.follow(options.currentWindow(), presence.backSince, now);
      const known = knowWindow(
        {
          leaves: options.leavesPage() && (cameBack ? 'back' : 'leaving'),
          handle: handle.handle,
          goneSince: handle.goneSince,
          hereSince: presence.hereSince,
          backSince: presence.backSince,
        },
        timing,
        now,
      );
      if (known !== undefined) options.onWindow(known);
      return isBack || isGone;
    },
    comeBack() {
      presence.restart();
      cameBack = options.leavesPage();
    },
  };
};
