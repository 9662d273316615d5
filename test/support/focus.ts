let here = true;
let visible = true;

/** The browser moves focus and visibility among the pages that run side by side: its own events are stopped, those of a test are not trusted. */
const stopTrusted = (event: Event): void => {
  if (event.isTrusted && (event.target === window || event.target === document)) event.stopImmediatePropagation();
};
for (const type of ['focus', 'blur', 'visibilitychange']) window.addEventListener(type, stopTrusted, { capture: true });

/*
 * Both of a page with the focus, whichever of the pages side by side the browser has in front. On the prototype,
 * where the browser has them: on the document itself no named element would shadow them in Firefox and WebKit.
 */
Object.defineProperty(Document.prototype, 'hasFocus', { configurable: true, value: () => here });
Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => (visible ? 'visible' : 'hidden') });

/** Says whether this page has the focus, in place of `document.hasFocus()`. */
export const setFocus = (focused: boolean): void => {
  here = focused;
};

/** The same of `document.visibilityState`. */
export const setVisible = (shown: boolean): void => {
  visible = shown;
};

export const restoreFocus = (): void => {
  here = true;
  visible = true;
};
