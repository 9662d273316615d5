import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { lockScroll } from './scroll-lock.ts';

/** Whether one is open on this page. */
let isOneOpen = false;

/** What takes the focus in a dialog that opens. */
const first = ':is(input, select, textarea, .actions button):enabled, .actions a';

/** Opens and closes the native dialog of a card as it was drawn: only `showModal` makes it modal. */
export class ModalDialog implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #close: (() => void) | undefined;
  /** Whether it must be open. Set at each drawing. */
  open = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** Another card's dialog is open: a second one would lie over it, and take the focus. */
  get isBlocked(): boolean {
    return isOneOpen && this.#close === undefined;
  }

  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    const dialog = root?.querySelector('dialog');
    if (this.open && dialog?.isConnected) {
      if (!dialog.open) this.#show(dialog);
    } else if (this.#close) {
      this.#close();
      dialog?.close();
      // The browser gives the focus back, unless the button that opened it was drawn again.
      if (!root?.activeElement) root?.querySelector<HTMLElement>('.card > button, .head button')?.focus();
    }
  }

  /** An element that is moved comes back with a dialog that is shown, but not modal. */
  hostDisconnected(): void {
    if (!this.#close) return;
    this.#close();
    this.#host.shadowRoot?.querySelector('dialog')?.removeAttribute('open');
    this.#host.requestUpdate();
  }

  #show(dialog: HTMLDialogElement): void {
    this.#close?.();
    const left = new AbortController();
    const { signal } = left;
    const unlock = lockScroll();
    isOneOpen = true;
    // In a place that the host hides, it would make the page inert and could not be seen.
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.boundingClientRect.width === 0) dialog.close();
    });
    this.#close = () => {
      watch.disconnect();
      left.abort();
      unlock();
      isOneOpen = false;
      this.#close = undefined;
    };
    // A page's focus trap, or its own dialog around the card, would move the focus, or close itself too. The body has the focus
    // once Tab has gone past the last button.
    const handleKey = (event: KeyboardEvent): void => {
      if (/^(?:Escape|Tab)$/.test(event.key) && (event.target === document.body || event.composedPath().includes(dialog)))
        event.stopPropagation();
    };
    window.addEventListener('keydown', handleKey, { capture: true, signal });
    // A keyboard on the screen covers a page without making it smaller.
    const { visualViewport } = window;
    const fit = (): void => {
      const { height, offsetTop, scale } = visualViewport as VisualViewport;
      dialog.style.setProperty('--_covered', `${scale === 1 ? innerHeight - height - offsetTop : 0}px`);
    };
    for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, fit, { signal });
    dialog.showModal();
    watch.observe(dialog);
    dialog.querySelector<HTMLElement>(first)?.focus();
  }
}
