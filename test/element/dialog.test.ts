import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildField, createFakeBackend } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { pressesKeys } from '../support/presses-keys.ts';
import { waitUntil } from '../support/wait-until.ts';

const key = { authType: 'ApiKey', name: 'Pipedrive' };
const dialog = (page: Mounted): HTMLDialogElement => page.find<HTMLDialogElement>('dialog');
const opened = (page: Mounted): Promise<void> => waitUntil(() => dialog(page).open, 'the dialog never opened');
const closed = (page: Mounted): Promise<void> =>
  waitUntil(() => !dialog(page).open && dialog(page).querySelector('.body') === null, 'the dialog never closed');
const focused = (page: Mounted): Element | null => page.element.shadowRoot?.activeElement ?? null;

describe('a dialog', () => {
  afterEach(unmount);

  for (const options of [{ look: 'button' }, { look: 'compact', panel: 'dialog' }, { panel: 'dialog' }] as const) {
    it(`does not open by itself for a failed reading: ${Object.values(options).join(' with ')}`, async () => {
      const backend = createFakeBackend(key);
      backend.errors.read = new ConnectError('offline', 'No network.');
      const page = await mount({ backend, name: 'Pipedrive', ...options });
      await page.reached('failed');
      await pause(20);
      expect(dialog(page).open).to.equal(false);
      const opener = page.find('[aria-haspopup=dialog]');
      expect(`${opener.ariaLabel ?? ''} ${page.text()}`).to.contain('Unavailable');
      opener.click();
      await opened(page);
      page.find('.close').click();
      await closed(page);
      opener.click();
      await opened(page);
      backend.errors = {};
      await page.press('Try now');
      await page.reached('ready');
      await closed(page);
    });
  }

  for (const [what, options, button] of [
    ['of a button', { look: 'button' }, 'Connect Pipedrive'],
    ['of a row', { look: 'compact', panel: 'dialog' }, 'Connect'],
    ['of a card', { panel: 'dialog' }, 'Connect'],
  ] as const) {
    it(`${what} holds the form, keeps typed values when closed, closes when connected`, async () => {
      const page = await mount({ connector: key, ...options });
      expect(dialog(page).open).to.equal(false);
      const opener = page.button(button);
      expect(opener.ariaHasPopup).to.equal('dialog');
      opener.focus();
      opener.click();
      await opened(page);
      expect(focused(page)?.id).to.equal('credential-key');
      expect(dialog(page).matches(':modal')).to.equal(true);
      await page.type('#credential-key', 'hush');
      await expect(page.element).to.be.accessible();
      dialog(page).close();
      await closed(page);
      expect(focused(page)).to.equal(opener);
      opener.click();
      await opened(page);
      expect(page.find('#credential-key').value).to.equal('hush');
      page.find<HTMLFormElement>('form').requestSubmit();
      await page.reached('connected');
      await closed(page);
      expect(page.backend.saved).to.have.length(1);
    });
  }

  it('opens the sign-in window in the click itself, and shows how it goes on', async () => {
    const page = await mount({ look: 'button' });
    page.button('Connect Capsule').click();
    expect(page.opener.popups).to.have.length(1);
    await opened(page);
    expect(page.find('dialog').textContent).to.contain('Finish signing in to Capsule');
    page.find('.close').click();
    await closed(page);
    expect(page.element.state.status, 'closing it ends nothing').to.equal('authorizing');
    await page.finish();
  });

  it('has its live region inside while it is open, and outside once it is closed', async () => {
    const page = await mount({ look: 'button' });
    const regions = (): (string | undefined)[] =>
      [...(page.element.shadowRoot?.querySelectorAll('[role=status]') ?? [])].map((region) =>
        region.textContent === '' ? undefined : (region.closest('dialog')?.localName ?? 'outside'),
      );
    const outside = page.find('[role=status]');
    page.button('Connect Capsule').click();
    await opened(page);
    expect(regions()).to.deep.equal(['dialog', undefined]);
    await page.finish();
    await closed(page);
    expect(regions()).to.deep.equal(['outside']);
    expect(page.find('[role=status]'), 'screen readers often miss a new region').to.equal(outside);
  });
});

/** What a person who comes back must find. */
const certificate = '-----BEGIN KEY-----\nline\n-----END KEY-----';
const zendesk = {
  authType: 'Basic',
  name: 'Zendesk',
  fields: [buildField({ name: 'Subdomain' }), buildField({ name: 'Pem', sensitive: true, multiline: true })],
};

describe('what is typed into a dialog', () => {
  afterEach(unmount);

  const reopen = async (page: Mounted, opener: HTMLElement): Promise<void> => {
    page.find('.close').click();
    await closed(page);
    expect(page.element.shadowRoot?.querySelector('input'), 'nothing of it is in the page while it is closed').to.equal(null);
    opener.click();
    await opened(page);
  };

  it('is there when it is opened again, and a shown secret is hidden', async () => {
    const page = await mount({ connector: zendesk, look: 'button' });
    const opener = page.button('Connect Zendesk');
    opener.click();
    await opened(page);
    await page.type('#property-Subdomain', 'acme');
    await page.type('#credential-username', 'ada');
    await page.type('#credential-password', 'hush');
    await page.type('#property-Pem', certificate);
    const reveal = page.find('#credential-password-field [part~=reveal-button]');
    reveal.click();
    await page.element.updateComplete;
    expect(page.isMasked('#credential-password')).to.equal(false);
    await reopen(page, opener);
    expect(page.find('#property-Subdomain').value).to.equal('acme');
    expect(page.find('#credential-username').value).to.equal('ada');
    expect(page.find('#credential-password').value).to.equal('hush');
    expect(page.isMasked('#credential-password')).to.equal(true);
    page.find<HTMLFormElement>('form').requestSubmit();
    await page.reached('connected');
    expect(page.backend.saved[0]).to.deep.equal({
      properties: { Subdomain: 'acme', Pem: certificate },
      credential: { type: 'Basic', username: 'ada', password: 'hush' },
    });
  });

  for (const typed of [true, false]) {
    it(`${typed ? 'stays in' : 'opens the account again, if it was nothing, from'} the form of a connected account`, async () => {
      const page = await mount({ connector: { ...key, authenticated: true }, look: 'button' });
      const opener = page.button('Pipedrive');
      opener.click();
      await opened(page);
      await page.press('Reconnect');
      if (typed) await page.type('#credential-key', 'newer');
      await reopen(page, opener);
      if (typed) expect(page.find('#credential-key').value).to.equal('newer');
      else expect(page.labels()).to.deep.equal(['Reconnect', 'Disconnect']);
    });
  }

  it('stays in a row that is folded', async () => {
    const page = await mount({ connector: { ...key, authenticated: true }, look: 'compact' });
    await page.press('Manage');
    await page.press('Reconnect');
    await page.type('#credential-key', 'newer');
    await page.press('Close');
    await page.press('Manage');
    expect(page.find('#credential-key').value).to.equal('newer');
  });
});

describe('the question about disconnecting', () => {
  afterEach(unmount);

  const ask = async (): Promise<Mounted> => {
    const page = await mount({ connector: { authenticated: true } });
    await page.press('Disconnect');
    await page.element.updateComplete;
    return page;
  };

  it('puts the focus on the safe answer, and marks the other as dangerous', async () => {
    const page = await ask();
    expect(focused(page)).to.equal(page.button('Cancel'));
    expect(page.button('Disconnect').getAttribute('part')).to.equal('button danger-button');
  });

  it('takes Escape for the safe answer', async () => {
    const page = await ask();
    page.button('Cancel').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.reached('connected');
    expect(page.backend.disconnected).to.equal(0);
  });

  for (const options of [{ look: 'button' }, { look: 'compact', panel: 'dialog' }, { panel: 'dialog' }] as const) {
    for (const [place, selector] of [
      ['the safe answer', '.question .quiet'],
      ['the dangerous one', '.danger'],
      ["the dialog's own button", '.close'],
    ] as const) {
      it(`is closed by Escape on ${place}, and not its dialog: ${Object.values(options).join(' with ')}`, async function () {
        if (!pressesKeys) this.skip();
        const page = await mount({ connector: { authenticated: true }, ...options });
        page.find('[aria-haspopup=dialog]').click();
        await opened(page);
        page.button('Disconnect').focus();
        // By a key: Chromium lets a page keep a dialog open only after the person has done something in it.
        await sendKeys({ press: 'Enter' });
        await page.reached('disconnecting');
        page.find(selector).focus();
        await sendKeys({ press: 'Escape' });
        await page.reached('connected');
        // A dialog dispatches `close` in a later task.
        await pause(20);
        expect(dialog(page).matches(':modal')).to.equal(true);
        expect(page.labels()).to.include('Disconnect');
        expect(page.backend.disconnected).to.equal(0);
        await sendKeys({ press: 'Escape' });
        await closed(page);
      });
    }
  }

  for (const [what, options, opener] of [
    ['a row', { look: 'compact' }, 'Manage'],
    ["a button's dialog", { look: 'button' }, 'Capsule'],
  ] as const) {
    it(`leaves ${what} open, in which it was asked, when it is answered by Cancel`, async () => {
      const page = await mount({ connector: { authenticated: true }, ...options });
      await page.press(opener);
      await page.press('Disconnect');
      await page.press('Cancel');
      await page.reached('connected');
      expect(page.labels()).to.include.members(['Reconnect', 'Disconnect']);
    });
  }

  for (const part of ['sentence', 'actions', 'question']) {
    it(`is taken back by Escape after a click on its ${part}`, async function () {
      if (!pressesKeys) this.skip();
      const page = await ask();
      // The element that a click focuses.
      page.find(`.question[part=${part}], .question [part=${part}]`).closest<HTMLElement>('button, [tabindex]')!.focus();
      await sendKeys({ press: 'Escape' });
      await page.reached('connected');
    });
  }

  for (const kind of ['dialog', 'popover']) {
    it(`is taken back by Escape, and a ${kind} of the page around it stays open`, async function () {
      if (!pressesKeys) this.skip();
      const page = await mount({ connector: { authenticated: true } });
      const around = document.createElement(kind === 'dialog' ? 'dialog' : 'div');
      if (kind === 'popover') around.popover = 'auto';
      page.element.parentElement!.append(around);
      around.append(page.element);
      if (around instanceof HTMLDialogElement) around.showModal();
      else around.showPopover();
      await page.reached('connected');
      await page.press('Disconnect');
      await page.element.updateComplete;
      await sendKeys({ press: 'Escape' });
      await page.reached('connected');
      await pause(20);
      const isOpen = around.matches(':modal, :popover-open');
      around.remove();
      expect(isOpen).to.equal(true);
    });
  }

  for (const label of ['Cancel', 'Disconnect']) {
    it(`is not answered by the second click of a double click: ${label}`, async () => {
      const page = await ask();
      page.button(label).dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }));
      await pause(5);
      expect(page.element.state).to.include({ status: 'disconnecting', asking: true });
    });
  }
});
