import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createFakeBackend } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';

const key = { authType: 'ApiKey', name: 'Pipedrive' };
const mountRow = (options: Parameters<typeof mount>[0] = {}): Promise<Mounted> => mount({ look: 'compact', ...options });
const hasBody = (page: Mounted): boolean => page.element.shadowRoot?.querySelector('[part=body]') !== null;
const focused = (page: Mounted): Element | null => page.element.shadowRoot?.activeElement ?? null;

describe('a compact card', () => {
  afterEach(unmount);

  it('is one row: name, status, and a button whose accessible name has the name too', async () => {
    const page = await mountRow();
    expect(hasBody(page)).to.equal(false);
    expect(page.text()).to.equal('C Capsule Not connected Connect');
    expect(page.button('Connect').getAttribute('aria-label')).to.equal('Connect Capsule');
  });

  const spoken: [what: string, options: Parameters<typeof mount>[0], seen: string, name: string][] = [
    ['the label', { connector: key }, 'Connect', 'Connect Pipedrive'],
    [
      'the label within the words',
      { messages: { connect: '{name} verbinden', connectShort: 'Verbinden' } },
      'Verbinden',
      'Capsule verbinden',
    ],
    ['a label of the host that is not in its sentence', { messages: { connect: 'Link {name}' } }, 'Connect', 'Connect, Capsule'],
    ['another label', { connector: { ...key, authenticated: true } }, 'Manage', 'Manage, Pipedrive'],
    [
      'a label that is also in the name',
      { connector: { ...key, name: 'ManageEngine', authenticated: true } },
      'Manage',
      'Manage, ManageEngine',
    ],
    ['a row that opens a dialog', { look: 'card', panel: 'dialog' }, 'Connect', 'Connect Capsule'],
  ];
  for (const [what, options, seen, name] of spoken) {
    it(`says in its button's name what is seen of it: ${what}`, async () => {
      const page = await mountRow(options);
      expect(page.button(seen).getAttribute('aria-label')).to.equal(name);
    });
  }

  it("says in its button's name what is seen of it: after Cancel", async () => {
    const page = await mountRow();
    await page.press('Connect');
    await page.reached('authorizing');
    await page.press('Cancel');
    await page.reached('failed');
    expect(page.button('Connect').getAttribute('aria-label')).to.equal('Connect Capsule');
  });

  it('gives its button the whole width where that wraps below the name', async () => {
    const page = await mountRow();
    for (const [width, wraps] of [
      [230, true],
      [400, false],
    ] as const) {
      page.element.style.inlineSize = `${width}px`;
      const isWide = page.button('Connect').getBoundingClientRect().width > width - 1;
      expect(isWide, `at ${width} pixels`).to.equal(wraps);
    }
  });

  it('opens the sign-in from its row, and says below it what to do meanwhile', async () => {
    const page = await mountRow();
    page.button('Connect').focus();
    await page.press('Connect');
    expect(page.opener.popups).to.have.length(1);
    expect(page.text()).to.contain('Finish signing in to Capsule in the window that opened.');
    expect(focused(page)?.getAttribute('part')).to.equal('body');
    await page.finish();
    expect(page.labels()).to.deep.equal(['Manage']);
    expect(focused(page)).to.equal(page.button('Manage'));
  });

  it('unfolds the form, focuses its first field, and keeps what was typed if folded', async () => {
    const page = await mountRow({ connector: key });
    page.button('Connect').focus();
    await page.press('Connect');
    expect(page.labels()).to.deep.equal(['Close', 'Connect Pipedrive']);
    expect(page.button('Close').ariaExpanded).to.equal('true');
    expect(focused(page)?.id).to.equal('credential-key');
    await page.type('#credential-key', 'hush-hush');
    await page.press('Close');
    expect(hasBody(page)).to.equal(false);
    expect(focused(page)).to.equal(page.button('Connect'));
    expect(page.button('Connect').ariaExpanded).to.equal('false');
    await page.press('Connect');
    expect(page.find('#credential-key').value).to.equal('hush-hush');
    await page.type('#credential-key', 'k');
    await page.press('Connect Pipedrive');
    await page.reached('connected');
    expect(hasBody(page)).to.equal(false);
  });

  it('unfolds what must be corrected when the host begins', async () => {
    const page = await mountRow({ connector: key });
    await page.element.connect();
    await page.element.updateComplete;
    expect(focused(page)?.id).to.equal('credential-key');
    expect(page.text()).to.contain('Enter API key.');
  });

  it('shows what can be done with a connected account when it is asked', async () => {
    const page = await mountRow({ connector: { ...key, authenticated: true } });
    expect(page.labels()).to.deep.equal(['Manage']);
    await page.press('Manage');
    expect(page.labels()).to.deep.equal(['Close', 'Reconnect', 'Disconnect']);
    await page.press('Reconnect');
    expect(page.find('#credential-key')).to.be.an('htmlinputelement');
    await page.press('Close');
    await page.press('Manage');
    expect(page.labels()).to.deep.equal(['Close', 'Reconnect', 'Disconnect']);
    await page.press('Disconnect');
    expect(page.labels()).to.deep.equal(['Cancel', 'Disconnect']);
    page.button('Disconnect').focus();
    await page.press('Disconnect');
    await page.reached('ready');
    expect(page.labels()).to.deep.equal(['Connect']);
    expect(focused(page)).to.equal(page.button('Connect'));
  });

  describe('whose connection needs attention', () => {
    const attention = { reason: 'expired' } as const;

    it('signs in again from the row, by mouse and by keyboard, with Manage beside it', async () => {
      const page = await mountRow({ connector: { authenticated: true, attention } });
      expect(page.labels()).to.deep.equal(['Sign in again', 'Manage']);
      expect(page.button('Sign in again').getAttribute('aria-label')).to.equal('Sign in again, Capsule');
      expect(page.button('Sign in again').classList.contains('primary')).to.equal(true);
      expect(hasBody(page)).to.equal(false);
      await page.press('Manage');
      expect(page.labels()).to.deep.equal(['Close', 'Sign in again', 'Disconnect']);
      await page.press('Close');
      page.button('Sign in again').focus();
      await page.press('Sign in again');
      expect(page.opener.popups).to.have.length(1);
      expect(page.text()).to.contain('Finish signing in to Capsule');
      expect(focused(page)?.getAttribute('part')).to.equal('body');
      page.backend.connector = { ...page.backend.connector, attention: undefined };
      await page.finish();
      expect(page.labels()).to.deep.equal(['Manage']);
    });

    it('asks for a key at once', async () => {
      const page = await mountRow({ connector: { ...key, authenticated: true, attention } });
      page.button('Sign in again').focus();
      await page.press('Sign in again');
      expect(page.labels()).to.deep.equal(['Close', 'Reconnect', 'Back']);
      expect(focused(page)?.id).to.equal('credential-key');
      page.backend.connector = { ...page.backend.connector, attention: undefined };
      await page.type('#credential-key', 'k');
      await page.press('Reconnect');
      await page.reached('connected');
      expect(page.labels()).to.deep.equal(['Manage']);
    });

    it('opens the form in a dialog with panel="dialog"', async () => {
      const page = await mountRow({ panel: 'dialog', connector: { ...key, authenticated: true, attention } });
      expect(page.labels()).to.deep.equal(['Sign in again', 'Manage']);
      await page.press('Sign in again');
      expect(page.find('dialog #credential-key')).to.be.an('htmlinputelement');
    });

    it('offers nothing to the guest of a used link but Manage', async () => {
      const page = await mountRow({ connector: { authenticated: true, attention, guest: 'used' } });
      expect(page.labels()).to.deep.equal(['Manage']);
    });
  });

  it('shows a failure and what to do about it below the row', async () => {
    const backend = createFakeBackend();
    backend.errors.read = new ConnectError('unverifiable', 'No.');
    const page = await mountRow({ backend });
    expect(page.text()).to.contain("We couldn't confirm");
    expect(page.labels()).to.deep.equal(['Check again']);
  });

  it('becomes a card, and a card a row, without starting over', async () => {
    const page = await mountRow({ connector: key });
    page.element.look = 'card';
    await page.element.updateComplete;
    await page.type('#credential-key', 'k');
    expect(page.labels()).to.deep.equal(['Connect Pipedrive']);
    expect(page.backend.reads).to.equal(1);
  });
});
