import { expect } from '@open-wc/testing';
import { mount, unmount } from '../support/mount.ts';

const pair = { authType: 'Basic', name: 'Zendesk' };

const paste = (input: HTMLElement, text: string): boolean => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  return input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }));
};

describe('a person who signs in (WCAG 2.2, 3.3.8)', () => {
  afterEach(unmount);

  for (const id of ['credential-username', 'credential-password']) {
    it(`may paste into ${id}`, async () => {
      const page = await mount({ connector: pair });
      const input = page.find(`#${id}`);
      input.focus();
      const isLeftAlone = paste(input, 'as-copied');
      await page.element.updateComplete;
      // Either the browser pastes, or the form did.
      expect(isLeftAlone || input.value !== '').to.equal(true);
    });
  }

  it('may use a password manager where the host says so', async () => {
    const page = await mount({ connector: pair, fields: { password: { autocomplete: 'current-password' } } });
    const input = page.find('#credential-password');
    expect(input.getAttribute('autocomplete')).to.equal('current-password');
    expect(input.type).to.equal('password');
  });
});

describe('what a person typed (WCAG 2.2, 3.3.7)', () => {
  afterEach(unmount);

  it('need not be typed again after a failure, a fold and another language', async () => {
    const page = await mount({ connector: pair, look: 'compact' });
    await page.press('Connect');
    await page.type('#credential-username', 'ada');
    page.backend.errors.save = new TypeError('No network.');
    page.find<HTMLFormElement>('form').requestSubmit();
    await page.reached('failed');
    page.element.look = 'card';
    page.element.lang = 'fr';
    await page.element.updateComplete;
    expect(page.find('#credential-username').value).to.equal('ada');
  });
});
