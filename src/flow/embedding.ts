import type { Platform } from './platform.ts';

/**
 * Whether what a page of our origin writes to a BroadcastChannel or localStorage in a window of its own can be received
 * here. In a frame inside a page of another site it cannot: browsers keep its storage apart. A frame inside another
 * origin counts as such a frame, because a page cannot distinguish sites from origins.
 */
export const sharesStorage = ({ window }: Platform): boolean => {
  const { origin } = window.location;
  try {
    for (let frame: Window = window; frame.parent !== frame.self; frame = frame.parent) {
      if (frame.parent.location.origin !== origin) return false;
    }
    return true;
  } catch {
    return false;
  }
};

/** Whether the page is in a frame: from there it cannot go to a page that refuses to be framed. */
export const isFramed = ({ window }: Platform): boolean => window.parent !== window.self;
