import { expect } from '@open-wc/testing';
import type { CyclrConnect } from '../../src/element/cyclr-connect.ts';
import { expectNoViolation } from './axe.ts';
import { finishMotion } from './finish-motion.ts';

const draw = async (element: CyclrConnect, look: 'card' | 'compact'): Promise<void> => {
  element.look = look;
  await element.updateComplete;
};

/** What the element shows now, as a card and as a row, by axe's rules; left as it was. Schemes, directions and themes: `axe.test.ts`. */
export const expectAccessible = async (element: CyclrConnect): Promise<void> => {
  const { look } = element;
  for (const drawn of ['card', 'compact'] as const) {
    await draw(element, drawn);
    finishMotion(element);
    await expectNoViolation(element);
  }
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
    await draw(element, drawn);
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
