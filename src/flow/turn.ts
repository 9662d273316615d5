/**
 * Cyclr wants one sign-in finished before the next begins: its token signs the browser in. So the newest attempt of a
 * page has the turn, and the one before it is told.
 */
let current: (() => void) | undefined;

/** Takes the turn; `supersede` is called when a newer attempt does. Returns its own undo. */
export const takeTurn = (supersede: () => void): (() => void) => {
  const previous = current;
  current = supersede;
  previous?.();
  return () => {
    if (current === supersede) current = undefined;
  };
};
