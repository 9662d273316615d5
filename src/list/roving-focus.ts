/** Keys that move the focus from row to row, and how: by a step, or to an end. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

const controls = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** The row's first control; undefined where it has none. */
const controlOf = (row: HTMLElement): HTMLElement | undefined => row.shadowRoot?.querySelector<HTMLElement>(controls) ?? undefined;

/**
 * Makes one row the only one that Tab leads to: a host with a tabindex of -1 keeps all of its shadow tree out of the order.
 * `active` has the focus inside it: Chromium takes the focus from a host that loses its tabindex, so that waits.
 */
export const updateTabStops = (rows: readonly HTMLElement[], current: HTMLElement | undefined, active: Element | null): void => {
  for (const row of rows) {
    if (row !== current) row.tabIndex = -1;
    else if (controlOf(row) === undefined) row.tabIndex = 0;
    else if (row !== active) row.removeAttribute('tabindex');
  }
};

/** Focuses the row's first control, or the row itself where it has none. */
export const focusRow = (row: HTMLElement): void => {
  (controlOf(row) ?? row).focus();
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
