import { expect } from '@open-wc/testing';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

const dialog = (page: Mounted): HTMLDialogElement => page.find<HTMLDialogElement>('dialog');
const hide = (page: Mounted, hidden: boolean): void => {
  page.element.parentElement!.hidden = hidden;
};
/** An open modal dialog in an element that is not displayed makes the page inert: no click or key does anything. */
const freed = (page: Mounted): Promise<void> => waitUntil(() => !dialog(page).open, 'the dialog stays open where it cannot be seen');

describe('a dialog whose place the host hides', () => {
  afterEach(unmount);

  it('closes, keeps what was typed, and opens again', async () => {
    const page = await mount({ connector: { authType: 'ApiKey', name: 'Pipedrive' }, look: 'button' });
    page.button('Connect Pipedrive').click();
    await waitUntil(() => dialog(page).open);
    await page.type('#credential-key', 'hush');
    hide(page, true);
    await freed(page);
    await waitUntil(() => getComputedStyle(document.body).overflow !== 'hidden', 'the page cannot be scrolled');
    hide(page, false);
    page.button('Connect Pipedrive').click();
    await waitUntil(() => dialog(page).open);
    expect(page.find('#credential-key').value).to.equal('hush');
  });

  it('does not stay open when an attempt ends meanwhile', async () => {
    const page = await mount({ look: 'button' });
    page.button('Connect Capsule').click();
    await waitUntil(() => dialog(page).open);
    page.find('.close').click();
    await waitUntil(() => !dialog(page).open);
    hide(page, true);
    page.element.cancel();
    await page.reached('failed');
    await page.element.updateComplete;
    await freed(page);
  });
});
