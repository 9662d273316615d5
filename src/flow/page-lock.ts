/**
 * Cyclr requires that one sign-in is finished before the next begins: its token signs the browser in. So the newest attempt of a
 * page holds the lock, and the one before it is superseded. Rule 13.
 */
let current: { attempt: string; startedAt: number; supersede: () => void } | undefined;

/**
 * Takes the lock. `supersede` is called when a newer attempt takes it, or at once where a newer one has it: an attempt
 * that is resumed after a reload may be the older one. Returns its own undo.
 */
export const takeLock = (attempt: string, startedAt: number, supersede: () => void): (() => void) => {
  const previous = current;
  if (previous !== undefined && previous.startedAt > startedAt) {
    supersede();
    return () => undefined;
  }
  const own = { attempt, startedAt, supersede };
  current = own;
  previous?.supersede();
  return () => {
    if (current === own) current = undefined;
  };
};

/** Whether a widget of this page is waiting for the attempt at the moment: then no other may take it up. */
export const hasLock = (attempt: string): boolean => current?.attempt === attempt;
