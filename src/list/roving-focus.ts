import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keys that move the focus from row to row, and how: by a step, or to an end. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

const controls = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** The row's first control; undefined where it has none. */
const controlOf = (row: HTMLElement): HTMLElement | undefined => row.shadowRoot?.querySelector<HTMLElement>(controls) ?? undefined;

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

/**
 * One tab stop for all rows, and arrows from row to row. A row is a `<cyclr-connect>` with a `data-key`; a host with a
 * tabindex of -1 keeps all of its shadow tree out of the tab order.
 */
export class RovingFocus implements ReactiveController {
  /** The key of the row that Tab leads to. */
  current = '';
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const active = this.#host.shadowRoot?.activeElement;
    for (const row of this.#rows) {
      if (row.dataset['key'] !== this.current) {
        row.tabIndex = -1;
        continue;
      }
      const control = controlOf(row);
      if (control === undefined) row.tabIndex = 0;
      // Chromium takes the focus from a host that loses its tabindex, so that waits.
      else if (row !== active) row.removeAttribute('tabindex');
      // A row that was still loading had the focus itself.
      else if (row.shadowRoot?.activeElement == null) control.focus();
    }
  }

  get #rows(): HTMLElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
  }

  readonly handleFocus = ({ target }: FocusEvent): void => {
    this.#stopAt(target as HTMLElement);
  };

  readonly handleLeave = (): void => {
    queueMicrotask(() => {
      this.hostUpdated();
    });
  };

  readonly handleKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined || isTaken(event)) return;
    const rows = this.#rows.filter((row) => row.closest('[hidden]') === null);
    const next = rows[Math.min(Math.max(rows.indexOf(event.target as HTMLElement) + step, 0), rows.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    this.#focus(next);
  };

  /** Focuses a row that is about to be drawn. */
  async moveTo(key: string): Promise<void> {
    await this.#host.updateComplete;
    const row = this.#rows.find(({ dataset }) => dataset['key'] === key);
    await (row as Partial<ReactiveControllerHost> | undefined)?.updateComplete;
    if (row !== undefined) this.#focus(row);
  }

  #stopAt({ dataset }: HTMLElement): void {
    this.current = dataset['key'] ?? this.current;
    this.hostUpdated();
  }

  /** The row's first control, or the row itself where it has none. */
  #focus(row: HTMLElement): void {
    this.#stopAt(row);
    (controlOf(row) ?? row).focus();
  }
}
