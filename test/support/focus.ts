let here: boolean | undefined;

/** The browser moves focus and visibility among the pages that run side by side: its own events are stopped, those of a test are not trusted. */
const stopTrusted = (event: Event): void => {
  if (event.isTrusted && (event.target === window || event.target === document)) event.stopImmediatePropagation();
};
for (const type of ['focus', 'blur', 'visibilitychange']) window.addEventListener(type, stopTrusted, { capture: true });

/** Says whether the person looks at this page, in place of `document.hasFocus()`, which a headless browser always affirms. */
export const setFocus = (focused: boolean): void => {
  here = focused;
  Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => here });
};

/** The same of `document.visibilityState`: of the pages that tests run in side by side only one is really visible. */
export const setVisible = (visible: boolean): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visible ? 'visible' : 'hidden' });
};

export const restoreFocus = (): void => {
  here = undefined;
  Reflect.deleteProperty(document, 'hasFocus');
  Reflect.deleteProperty(document, 'visibilityState');
};
