import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { mount, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { waitUntil } from '../support/wait-until.ts';

const key = { authType: 'ApiKey', name: 'Pipedrive' };

describe('a limit', () => {
  afterEach(unmount);

  it('counts down in the button, which comes back', async () => {
    const page = await mount({ connector: key });
    page.backend.errors.save = new ConnectError('rate-limited', 'Wait.', { retryAfter: 1.6 });
    await page.type('#credential-key', 'k');
    await page.press('Connect Pipedrive');
    await page.reached('failed');
    expect(page.text()).to.contain('Too many requests right now.');
    expect(page.button('Try again in 2 s').disabled).to.equal(true);
    page.backend.errors = {};
    await waitUntil(() => page.labels().includes('Connect Pipedrive'), 'never comes back');
    expect(page.find('#credential-key').value).to.equal('k');
    await page.press('Connect Pipedrive');
    await page.reached('connected');
  });

  it('counts on in a card that is moved in the page', async () => {
    const page = await mount({ connector: key });
    page.backend.errors.save = new ConnectError('rate-limited', 'Wait.', { retryAfter: 1.1 });
    await page.type('#credential-key', 'k');
    await page.press('Connect Pipedrive');
    await page.reached('failed');
    page.element.parentElement?.append(page.element);
    await waitUntil(() => page.labels().includes('Connect Pipedrive'), 'never comes back');
  });
});

describe('offline while saving', () => {
  afterEach(unmount);

  it('keeps everything typed, says that nothing was sent, and sends it again', async () => {
    const page = await mount({ connector: key });
    page.backend.errors.save = new ConnectError('offline', 'No network.');
    await page.type('#credential-key', 'k');
    await page.press('Connect Pipedrive');
    await page.reached('failed');
    expect(page.text()).to.contain("You're offline. Nothing was sent. Your details are still here.").and.to.contain('Not connected');
    window.dispatchEvent(new Event('online'));
    await page.element.updateComplete;
    await pause(20);
    expect(page.find('#credential-key').value).to.equal('k');
    page.backend.errors = {};
    await page.press('Connect Pipedrive');
    await page.reached('connected');
  });
});
