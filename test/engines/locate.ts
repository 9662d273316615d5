import type { Tab, Where } from './engine.ts';
import { until } from './wait.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Sent as text. The middle of the first visible element that matches, or null. Shadow trees are looked into, or with
 * `host >>> inner` that host's alone.
 */
const pointExpression = (selector: string): string => `(() => {
  const [inner, host] = ${JSON.stringify(selector.split(' >>> ').reverse())};
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(inner) && !element.disabled && element.getClientRects().length > 0) return element;
      const within = element.shadowRoot && find(element.shadowRoot);
      if (within) return within;
    }
    return null;
  };
  const root = host === undefined ? document : (document.querySelector(host) || {}).shadowRoot;
  const element = root && document.readyState !== 'loading' ? find(root) : null;
  if (element === null) return null;
  element.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  return x < innerWidth && y < innerHeight ? JSON.stringify({ x, y }) : null;
})()`;

/** Waits until an element is there and does not move. */
export const locate = (read: Tab['read'], selector: string, where: Where = 'page'): Promise<Point> => {
  let before: unknown;
  return until(`${selector} in the ${where}`, async () => {
    const now = await read(pointExpression(selector), where);
    const still = typeof now === 'string' && now === before;
    before = now;
    return still ? (JSON.parse(now) as Point) : undefined;
  });
};

/** Clicks where an element is. A window that is still finding its size moves it away in between: then once more. */
export const clickAt = (
  read: Tab['read'],
  selector: string,
  where: Where | undefined,
  click: (point: Point) => Promise<unknown>,
): Promise<void> =>
  until(`a click on ${selector}`, async () => {
    await click(await locate(read, selector, where));
    return true;
  }).then(() => undefined);
