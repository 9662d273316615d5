/** Keeps the page behind a modal dialog where it is, with the room of its scroll bar. Returns its own undo. */
export const lockScroll = (): (() => void) => {
  const { documentElement, body } = document;
  const root = documentElement.style;
  // What the body says about overflow counts for the page only while the root says nothing.
  const { style } = getComputedStyle(documentElement).overflowY === 'visible' ? body : documentElement;
  const { scrollbarGutter } = root;
  const { overflow } = style;
  if (innerWidth > documentElement.clientWidth) root.scrollbarGutter = 'stable';
  style.overflow = 'hidden';
  return () => {
    style.overflow = overflow;
    root.scrollbarGutter = scrollbarGutter;
  };
};
