import { expect } from '@open-wc/testing';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

const image = (color: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="${color}" d="M0 0h8v8H0z"/></svg>`)}`;
const missing = 'data:image/png;base64,AAAA';

/** What of the icon's place is seen, and where the name is. */
const seen = (page: Mounted): { image: boolean; initial: boolean; tint: boolean } => {
  const shows = (part: string): boolean =>
    page.element.shadowRoot?.querySelector(`[part=${part}]`)?.checkVisibility({ visibilityProperty: true }) ?? false;
  return {
    image: shows('icon-image'),
    initial: shows('initial'),
    tint: getComputedStyle(page.find('[part=icon]')).backgroundColor !== 'rgba(0, 0, 0, 0)',
  };
};
const titleBox = (page: Mounted): DOMRect => page.find('[part=title]').getBoundingClientRect();

const initial = { image: false, initial: true, tint: true };
const loaded = { image: true, initial: false, tint: false };

describe('the icon', () => {
  afterEach(unmount);

  for (const look of ['card', 'compact'] as const)
    it(`is the initial on a tint until the image has loaded, and nothing moves: ${look}`, async () => {
      const page = await mount({ connector: { icon: image('red') }, look });
      const before = titleBox(page).toJSON() as unknown;
      // A data address is loaded in a task of its own, after the first drawing.
      await waitUntil(() => seen(page).image, 'the image never came');
      expect(seen(page)).to.deep.equal(loaded);
      expect(titleBox(page).toJSON()).to.deep.equal(before);
    });

  it('keeps the initial while the image is on its way', async () => {
    const page = await mount({ connector: { icon: 'https://icons.invalid/slow.png' } });
    expect(seen(page)).to.deep.equal(initial);
    expect(page.find('[part=initial]').textContent).to.equal('C');
  });

  it('becomes the initial again if the next image fails, until one loads', async () => {
    const page = await mount({ icon: image('red') });
    await waitUntil(() => seen(page).image, 'the image never came');
    page.element.icon = missing;
    await waitUntil(() => seen(page).initial, 'the initial never came back');
    expect(seen(page)).to.deep.equal(initial);
    page.element.icon = image('blue');
    await waitUntil(() => seen(page).image, 'the later image never came');
    expect(seen(page)).to.deep.equal(loaded);
  });

  it('is the initial where there is no image, and a plug only where no name is known', async () => {
    const page = await mount({ connector: { icon: null } });
    expect(seen(page)).to.deep.equal(initial);
    expect(page.element.shadowRoot?.querySelector('[part=initial] svg')).to.equal(null);
    const unnamed = await mount({ connector: { name: '' } });
    expect(unnamed.element.shadowRoot?.querySelector('[part=initial] svg')).not.to.equal(null);
  });
});
