/** Keys that move the focus from row to row, and how: by a step, or to an end. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

const controls = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** The row's first control, or the row itself where it has none. */
export const focusRow = (row: HTMLElement): void => {
  const control = row.shadowRoot?.querySelector<HTMLElement>(controls);
  if (control == null) row.tabIndex = 0;
  (control ?? row).focus();
};

/** Whether the keys belong to what has the focus: a field, a group of radio buttons, a dialog. */
const isTaken = (event: KeyboardEvent): boolean => {
  const [target] = event.composedPath();
  return (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.shiftKey ||
    !(target instanceof Element) ||
    target.matches('input, select, textarea') ||
    target.closest('dialog') !== null
  );
};

/** The row that a key leads to from this one; undefined where the key means something else, or there is none. */
export const findNextRow = (event: KeyboardEvent, rows: readonly HTMLElement[], current: number): HTMLElement | undefined => {
  const step = steps[event.key];
  if (step === undefined || isTaken(event)) return undefined;
  return rows[Math.min(Math.max(current + step, 0), rows.length - 1)];
};
