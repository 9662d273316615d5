import { expect } from '@open-wc/testing';
import { postAs } from '../support/fake-popup.ts';
import { serviceOrigin } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

const statusOf = (page: Mounted): string => page.find<HTMLElement>('.status').textContent?.trim() ?? '';
const begin = async (): Promise<{ page: Mounted; release: () => void }> => {
  const page = await mount({ connector: { authType: 'ApiKey', name: 'Pipedrive' } });
  await page.type('#credential-key', 'k');
  const release = page.backend.hold();
  await page.press('Connect Pipedrive');
  return { page, release };
};

describe('a passing state', () => {
  afterEach(unmount);

  it('of a short save is seen in the pressed button alone', async () => {
    const { page, release } = await begin();
    expect(page.button('Checking…').querySelector('.ring')).not.to.equal(null);
    expect(statusOf(page)).to.equal('Not connected');
    expect(getComputedStyle(page.button('Cancel')).opacity, 'Cancel is there, and not seen yet').to.equal('0');
    release();
    await page.reached('connected');
    expect(statusOf(page), 'at once').to.equal('Connected');
  });

  it('of a long save stays a while once it is seen', async () => {
    const { page, release } = await begin();
    await waitUntil(() => statusOf(page) === 'Connecting', 'never seen');
    await waitUntil(() => getComputedStyle(page.button('Cancel')).opacity === '1', 'Cancel is never seen');
    release();
    await page.reached('connected');
    expect(statusOf(page), 'a moment longer').to.equal('Connecting');
    await waitUntil(() => statusOf(page) === 'Connected', 'the result is never shown');
  });

  it('is shown in a card that is moved in the page meanwhile', async () => {
    const page = await mount();
    await page.press('Connect Capsule');
    page.backend.hold();
    postAs(page.opener.newest, serviceOrigin, `cyclr-connect:${page.opener.attempt}`);
    await page.reached('confirming');
    page.element.parentElement?.prepend(page.element);
    await waitUntil(() => page.text().includes('Almost there'), 'never says that it is checked');
  });
});
