/** Acts once the element has left the page. An element that is only moved is removed and added in the same task, which does not count. */
export const whenLeft = (element: Element, act: () => void): void => {
  queueMicrotask(() => {
    if (!element.isConnected) act();
  });
};
