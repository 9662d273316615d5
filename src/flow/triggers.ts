import { isVisible, listen } from './page.ts';
import type { Platform } from './platform.ts';

export interface Movements {
  /** The person may be back, or the network is. `restored`: the page itself was away, and is shown again as it was. */
  onReturn: (restored: boolean) => void;
  /** The person may have gone. A page in the background may run no timer that would see it. */
  onLeave?: () => void;
}

/**
 * Moments at which something may have changed while this page was not watching; the best of them is focus. Until the
 * signal aborts. Rule 3.
 */
export const listenForMovements = (platform: Platform, signal: AbortSignal, { onReturn, onLeave = () => undefined }: Movements): void => {
  const { window } = platform;
  listen(
    window,
    ['focus', 'pageshow', 'online'],
    (event) => {
      onReturn('persisted' in event && event.persisted === true);
    },
    signal,
  );
  listen(window, ['blur'], onLeave, signal);
  listen(
    window.document,
    ['visibilitychange'],
    () => {
      if (isVisible(platform)) onReturn(false);
      else onLeave();
    },
    signal,
  );
};
