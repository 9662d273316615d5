/** Acts once the element has left the page. One that is only moved leaves and comes back in one turn: it has not left. */
export const whenLeft = (element: Element, act: () => void): void => {
  queueMicrotask(() => {
    if (!element.isConnected) act();
  });
};
