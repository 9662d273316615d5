let here: boolean | undefined;

/** Says whether the person looks at this page, in place of `document.hasFocus()`, which a headless browser always affirms. */
export const setFocus = (focused: boolean): void => {
  here = focused;
  Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => here });
};

export const restoreFocus = (): void => {
  here = undefined;
  Reflect.deleteProperty(document, 'hasFocus');
};
