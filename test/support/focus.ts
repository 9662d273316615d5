let here = true;
let visible = true;

/** Several test pages run at once, and the browser gives one of them the focus: its own events are stopped. Those of a test are not trusted, and pass. */
const stopTrusted = (event: Event): void => {
  if (event.isTrusted && (event.target === window || event.target === document)) event.stopImmediatePropagation();
};
for (const type of ['focus', 'blur', 'visibilitychange']) window.addEventListener(type, stopTrusted, { capture: true });

/*
 * Every page reads as visible and focused, unless a test says otherwise. Defined on the prototype, as browsers do: a
 * property of the document itself would not be shadowed by a named element in Firefox and WebKit.
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
