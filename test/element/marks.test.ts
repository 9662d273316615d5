import { expect } from '@open-wc/testing';
import { type Mounted, mount, unmount } from '../support/mount.ts';

const middle = (element: Element): number => {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
};

const key = { connector: { authType: 'ApiKey' } };

/** What draws a card, a mark, and what the mark stands in the middle of. */
const marks: [mark: string, of: string, start: () => Promise<Mounted>][] = [
  ['[part=reveal-button] svg', '[part~=input]', () => mount(key)],
  ['[part=initial]', '[part=icon]', () => mount()],
  ['[part=initial] svg', '[part=icon]', () => mount({ connector: { name: '' } })],
  ['[part=status-icon]', '[part=status]', () => mount()],
  [
    '[part~=close-button] svg',
    '[part~=close-button]',
    async () => {
      const page = await mount({ ...key, look: 'button' });
      await page.press('Connect Capsule');
      return page;
    },
  ],
];

describe('a mark', () => {
  afterEach(unmount);

  for (const [mark, of, start] of marks)
    it(`stands in the middle of its place: ${mark}`, async () => {
      const page = await start();
      expect(middle(page.find(mark))).to.be.closeTo(middle(page.find(of)), 1);
    });
});
