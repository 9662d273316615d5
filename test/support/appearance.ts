import { expect } from '@open-wc/testing';
import type { CyclrConnect } from '../../src/element/cyclr-connect.ts';

/** Contrast is measured on what stays, not in the middle of a fade. */
const finishMotion = (element: HTMLElement): void => {
  for (const motion of element.shadowRoot?.getAnimations() ?? []) {
    if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish();
  }
};

const draw = async (element: CyclrConnect, look: 'card' | 'compact', direction: string): Promise<void> => {
  element.look = look;
  document.documentElement.dir = direction;
  await element.updateComplete;
};

/** What the element shows now, in either look, scheme and direction, by axe's rules; left as it was. */
export const expectAccessible = async (element: CyclrConnect): Promise<void> => {
  const { look } = element;
  for (const drawn of ['card', 'compact'] as const) {
    for (const direction of ['ltr', 'rtl']) {
      await draw(element, drawn, direction);
      for (const scheme of ['light', 'dark']) {
        // A row has the page's own background, which counts as white unless it is given.
        Object.assign(document.documentElement.style, { colorScheme: scheme, background: 'Canvas' });
        finishMotion(element);
        await expect(element, `${drawn} ${direction} ${scheme}`).to.be.accessible();
      }
    }
  }
  document.documentElement.removeAttribute('dir');
  element.look = look;
  await element.updateComplete;
};

const isShown = (node: HTMLElement): boolean => node.checkVisibility() && !node.classList.contains('spoken');

/** Nothing reaches over the edge or is cut off, and what is pressed is large enough for the pointer at hand (WCAG 2.2, 1.4.4, 1.4.10, 2.5.8). */
const findMisfits = (root: ShadowRoot): string[] => {
  const touch = matchMedia('(pointer: coarse)').matches ? 44 : 24;
  const frame = root.host.getBoundingClientRect();
  return [...root.querySelectorAll<HTMLElement>('.card *')].filter(isShown).flatMap((node) => {
    const { left, right, width, height } = node.getBoundingClientRect();
    const name = `${node.localName}.${node.className} ${node.textContent?.trim() ?? ''}`;
    return [
      ...(left < frame.left - 1 || right > frame.right + 1 ? [`${name} reaches over the edge`] : []),
      ...(node.matches('button, .title, p, label') && node.scrollWidth > node.clientWidth + 1 ? [`${name} is cut off`] : []),
      ...(node.matches('button, .primary, input:not([type=checkbox], [type=radio]), select, textarea') && Math.min(width, height) < touch
        ? [`${name} is too small`]
        : []),
    ];
  });
};

/** The same in 240 and 320 pixels, with text at its size and at twice that. */
export const expectToFit = async (element: CyclrConnect): Promise<void> => {
  const { look } = element;
  const place = element.parentElement;
  if (place === null || element.shadowRoot === null) throw new Error('The element is not in a page.');
  for (const drawn of ['card', 'compact'] as const) {
    await draw(element, drawn, 'ltr');
    for (const [width, size] of [
      [240, '15px'],
      [320, '15px'],
      [320, '30px'],
    ] as const) {
      Object.assign(place.style, { width: `${String(width)}px`, fontSize: size });
      expect(findMisfits(element.shadowRoot), `${drawn}, ${String(width)} px wide, text of ${size}`).to.deep.equal([]);
    }
  }
  place.removeAttribute('style');
  element.look = look;
  await element.updateComplete;
};
