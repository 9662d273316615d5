import type { Platform } from './platform.ts';

export interface Movements {
  /** The person may be back, or the network is. `restored`: the page itself was away, and is shown again as it was. */
  onReturn: (restored: boolean) => void;
  /** The person may have gone. A page in the background may run no timer that would see it. */
  onLeave?: () => void;
}

/**
 * Moments at which something may have changed while nobody here was looking. The best of them is focus. Returns its own
 * undo.
 */
export const listenForMovements = ({ window }: Platform, { onReturn, onLeave = () => undefined }: Movements): (() => void) => {
  const { document } = window;
  const handleReturn = (event: Event): void => {
    onReturn('persisted' in event && event.persisted === true);
  };
  const handleVisibility = (): void => {
    if (document.visibilityState === 'visible') onReturn(false);
    else onLeave();
  };
  const names = ['focus', 'pageshow', 'online'] as const;
  for (const name of names) window.addEventListener(name, handleReturn);
  window.addEventListener('blur', onLeave);
  document.addEventListener('visibilitychange', handleVisibility);
  return () => {
    for (const name of names) window.removeEventListener(name, handleReturn);
    window.removeEventListener('blur', onLeave);
    document.removeEventListener('visibilitychange', handleVisibility);
  };
};
