import type { Platform } from './platform.ts';

/**
 * Moments at which something may have changed while nobody here was looking: the person is back. The best of them is
 * focus. Returns its own undo.
 */
export const listenForReturn = ({ window }: Platform, onReturn: () => void): (() => void) => {
  const { document } = window;
  const handleVisibility = (): void => {
    if (document.visibilityState === 'visible') onReturn();
  };
  const names = ['focus', 'pageshow', 'online'] as const;
  for (const name of names) window.addEventListener(name, onReturn);
  document.addEventListener('visibilitychange', handleVisibility);
  return () => {
    for (const name of names) window.removeEventListener(name, onReturn);
    document.removeEventListener('visibilitychange', handleVisibility);
  };
};
