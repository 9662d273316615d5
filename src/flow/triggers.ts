import { isVisible, listen } from './page.ts';
import type { Platform } from './platform.ts';

export interface TriggerListeners {
  /** The person may be back, or the network is. `restored`: the page itself was away, and is shown again as it was. */
  onReturn: (restored: boolean) => void;
  /** The person may have left the page, whose timers may not run in the background. */
  onLeave?: () => void;
}

/**
 * Moments at which something may have changed while this page was not watching; the best of them is focus. Until the
 * signal aborts. Rule 3.
 */
export const listenForTriggers = (
  platform: Platform,
  signal: AbortSignal,
  { onReturn, onLeave = () => undefined }: TriggerListeners,
): void => {
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
