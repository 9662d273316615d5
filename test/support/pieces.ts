/** Whether a person sees it, and not only a screen reader. */
export const isShown = (node: Element): boolean => node.checkVisibility({ visibilityProperty: true }) && node.closest('.spoken') === null;

const hasText = (node: Element): boolean =>
  [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim() !== '');

const isPainted = (color: string): boolean => !/, 0\)$|\/ 0\)$/.test(color);

/** Whether it has a background or an edge. */
export const hasBox = (node: Element): boolean => {
  const style = getComputedStyle(node);
  const edges = ['Top', 'Right', 'Bottom', 'Left'] as const;
  return (
    isPainted(style.backgroundColor) ||
    edges.some((edge) => Number.parseFloat(style[`border${edge}Width`]) > 0 && isPainted(style[`border${edge}Color`]))
  );
};

/** Parts that hold others: text right in them would have no part of its own. */
const frames = new Set([
  'list',
  'item',
  'row',
  'categories',
  'card',
  'head',
  'body',
  'form',
  'field',
  'actions',
  'dialog',
  'sheet',
  'methods',
  'question',
  'more-options',
]);

/** A node without a part is styled with the part around it, if it looks the same. */
const isOfPart = (node: Element): boolean => {
  if (node.part.length > 0) return true;
  const around = node.closest('[part]');
  if (around === null || [...around.part].some((part) => frames.has(part)) || hasBox(node)) return false;
  const [own, outer] = [getComputedStyle(node), getComputedStyle(around)];
  return own.color === outer.color && own.fontSize === outer.fontSize && own.fontWeight === outer.fontWeight;
};

/** Whether a host can style what is seen of a node: text, a background, an edge or a picture. */
export const hasPart = (node: Element): boolean => isOfPart(node) || !(hasText(node) || hasBox(node) || node.matches('svg, img'));
