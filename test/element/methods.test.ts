import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { AvailableView } from '../../src/protocol/wire.ts';
import { expectAccessible, expectToFit } from '../support/appearance.ts';
import { buildAvailable, buildConnector, buildField, buildMethod, createFakeBackend } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { pressesKeys } from '../support/presses-keys.ts';

const square = buildAvailable({
  connector: 'Squareup',
  name: 'Squareup',
  methods: [
    buildMethod('oauth', 'OAuth2', { name: 'OAuth 2.0', description: 'Sign in to Square in a window.' }),
    buildMethod('token', 'ApiKey', { name: 'Access Token', description: 'From the Developer Console.' }),
  ],
});

const offer = async (available: AvailableView = square, more: Parameters<typeof mount>[0] = {}): Promise<Mounted> => {
  const backend = createFakeBackend({ name: available.name });
  backend.available = available;
  const install = backend.install?.bind(backend);
  // What is installed has the chosen method.
  backend.install = (request, options) => {
    const method = available.methods.find(({ id }) => id === request.method);
    backend.connector = buildConnector({ name: available.name, authType: method?.authType ?? 'None', fields: available.fields ?? [] });
    return install?.(request, options) as never;
  };
  return mount({ named: available.connector, backend, ...more });
};
const radios = ({ element }: Mounted): HTMLInputElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('[type=radio]') ?? []),
];
const types = ({ events }: Mounted): string[] => events.map(({ type }) => type).filter((type) => type !== 'statechange');

describe('a connector with several methods', () => {
  afterEach(unmount);

  it('is offered with radio buttons that say name and description, none of them chosen', async () => {
    const page = await offer();
    expect(page.find('legend').textContent).to.equal('How do you want to connect?');
    expect(page.text()).to.contain('OAuth 2.0').and.contain('Sign in to Square in a window.');
    expect(radios(page).map(({ checked }) => checked)).to.deep.equal([false, false]);
    expect(page.labels()).to.deep.equal(['Connect Squareup']);
    expect(page.element.shadowRoot?.querySelector('[part~=input]')).to.equal(null);
    await expectAccessible(page.element);
    await expectToFit(page.element);
  });

  it('asks for the choice at the buttons, and forgets that once one is chosen', async () => {
    const page = await offer();
    await page.press('Connect Squareup');
    expect(page.text()).to.contain('Choose how to connect.');
    expect(page.element.shadowRoot?.activeElement).to.equal(radios(page)[0]);
    expect(page.find('fieldset').getAttribute('aria-invalid')).to.equal('true');
    await expectAccessible(page.element);
    radios(page)[1]?.click();
    await page.element.updateComplete;
    expect(page.text()).to.not.contain('Choose how to connect.');
    expect(page.events.filter(({ type }) => type === 'failed')).to.deep.equal([]);
  });

  it('shows the form of the chosen method, and connects with it in one click', async () => {
    const page = await offer({ ...square, fields: [buildField({ name: 'Shop', label: 'Shop' })] });
    radios(page)[1]?.click();
    await page.element.updateComplete;
    await page.type('#property-Shop', 'ada');
    await page.type('#credential-key', 'sq-1');
    await page.press('Connect Squareup');
    await page.reached('connected');
    expect(types(page)).to.deep.equal(['installed', 'connected']);
    expect(page.backend.installs).to.deep.equal([{ connector: 'Squareup', method: 'token' }]);
    expect(page.backend.saved).to.deep.equal([{ properties: { Shop: 'ada' }, credential: { type: 'ApiKey', key: 'sq-1' } }]);
    expect(page.opener.popups).to.deep.equal([]);
  });

  it('opens the window in the click for a sign-in', async () => {
    const page = await offer();
    radios(page)[0]?.click();
    await page.element.updateComplete;
    expect(page.text()).to.contain('A Squareup window opens next.');
    page.button('Connect Squareup').click();
    expect(page.opener.popups, 'in the click').to.have.length(1);
    await page.reached('authorizing');
    await page.finish();
    expect(types(page)).to.deep.equal(['installed', 'connected']);
  });

  it('is chosen, filled in and sent by keyboard alone', async function () {
    // In WebKitGTK test/engines does this by mouse.
    if (!pressesKeys) this.skip();
    const page = await offer();
    page.element.shadowRoot?.querySelector<HTMLElement>('[type=radio]')?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await page.element.updateComplete;
    expect(radios(page).map(({ checked }) => checked)).to.deep.equal([false, true]);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'sq-1' });
    await sendKeys({ press: 'Enter' });
    await page.reached('connected');
    expect(page.backend.saved).to.deep.equal([{ credential: { type: 'ApiKey', key: 'sq-1' } }]);
  });

  it('keeps what was typed and chosen where the install fails', async () => {
    const page = await offer();
    radios(page)[1]?.click();
    await page.element.updateComplete;
    await page.type('#credential-key', 'sq-1');
    page.backend.errors.install = new ConnectError('backend-error', 'Down.', { correlationId: 'a' });
    await page.press('Connect Squareup');
    await page.reached('failed');
    expect(radios(page)[1]?.checked).to.equal(true);
    expect(page.find('#credential-key').value).to.equal('sq-1');
    delete page.backend.errors.install;
    await page.press('Connect Squareup');
    await page.reached('connected');
  });

  it('reads the choice again where the chosen method went away', async () => {
    const page = await offer(buildAvailable());
    page.backend.errors.install = new ConnectError('invalid-request', 'No such method.', { correlationId: 'a' });
    await page.press('Connect Capsule');
    await page.reached('failed');
    await page.press('Try again');
    await page.reached('ready');
    expect(page.labels()).to.deep.equal(['Connect Capsule']);
  });

  it('is not asked for if the host has chosen the method', async () => {
    const page = await offer({ ...square, methods: square.methods.slice(1) });
    expect(radios(page)).to.deep.equal([]);
    expect(page.find('#credential-key')).to.not.equal(null);
  });

  it('is chosen below a row, which opens for it', async () => {
    const page = await offer(square, { look: 'compact' });
    expect(radios(page)).to.deep.equal([]);
    await page.press('Connect');
    expect(radios(page)).to.have.length(2);
  });

  it('drops what was typed for another connector', async () => {
    const page = await offer({ ...square, methods: square.methods.slice(1) });
    await page.type('#credential-key', 'sq-1');
    page.backend.available = buildAvailable({ connector: 'Xero', name: 'Xero', methods: [buildMethod('key', 'ApiKey')] });
    page.element.connector = 'Xero';
    await page.element.updateComplete;
    await page.reached('ready');
    expect(page.find('#credential-key').value).to.equal('');
  });

  it('draws markup in names and descriptions as text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const page = await offer({ ...square, methods: square.methods.map((method) => ({ ...method, name: evil, description: evil })) });
    expect(page.element.shadowRoot?.querySelector('fieldset img')).to.equal(null);
    expect(page.text()).to.contain(evil);
  });
});

describe('before and after a sign-in', () => {
  afterEach(unmount);

  it('the slot `access` is shown above the button until the connector is connected', async () => {
    const page = await mount();
    const note = document.createElement('p');
    note.slot = 'access';
    note.textContent = 'Reads your contacts.';
    page.element.append(note);
    const slot = page.find<HTMLSlotElement>('slot[name=access]');
    expect(slot.assignedElements()).to.deep.equal([note]);
    expect(slot.compareDocumentPosition(page.button('Connect Capsule')) & Node.DOCUMENT_POSITION_FOLLOWING).to.not.equal(0);
    await page.press('Connect Capsule');
    await page.finish();
    expect(page.element.shadowRoot?.querySelector('slot[name=access]')).to.equal(null);
  });

  it('attention sets a custom state, emits one event, and has the primary button', async () => {
    const attention = { reason: 'expired' } as const;
    const page = await mount({ connector: { authenticated: true, attention } });
    expect(page.element.matches(':state(attention)')).to.equal(true);
    expect(page.element.matches(':state(connected)')).to.equal(true);
    expect(types(page)).to.deep.equal(['attention']);
    expect(page.button('Sign in again').className).to.equal('primary');
    await page.press('Sign in again');
    await page.finish();
    expect(page.element.matches(':state(attention)')).to.equal(false);
    expect(page.text()).to.contain('Capsule is connected.');
  });

  for (const look of ['card', 'compact'] as const) {
    it(`a ${look} says once whose account it is, since when and by whom, as far as is known`, async () => {
      const account = { label: 'ada@acme.com <b>', connectedAt: '2020-03-03T12:00:00Z', connectedBy: 'Grace <i>' };
      const page = await mount({ look, connector: { authenticated: true, account } });
      const drawn = () => [...(page.element.shadowRoot?.querySelectorAll('[part=account]') ?? [])].map(({ textContent }) => textContent);
      expect(drawn()).to.deep.equal(['as ada@acme.com <b>, since 3 March 2020 · connected by Grace <i>']);
      if (look === 'compact') {
        await page.press('Manage');
        expect(drawn(), 'with the row open').to.have.length(1);
      }
      await expectAccessible(page.element);
      page.backend.connector = buildConnector({ authenticated: true, account: { label: 'Acme', connectedAt: 'soon' } });
      page.element.refresh();
      await page.reached('connected');
      expect(drawn()).to.deep.equal(['as Acme']);
      page.backend.connector = buildConnector({ authenticated: true });
      page.element.refresh();
      await page.reached('connected');
      expect(drawn()).to.deep.equal([]);
    });
  }

  it('a check finds attention, and never rejects', async () => {
    const page = await mount({ connector: { authenticated: true } });
    page.backend.connector = { ...page.backend.connector, attention: { reason: 'revoked' } };
    await page.element.check();
    expect(types(page)).to.deep.equal(['attention']);
    page.backend.errors.check = new ConnectError('offline', 'Offline.');
    expect((await page.element.check()).error?.code).to.equal('offline');
    page.element.remove();
    expect((await page.element.check()).error).to.be.instanceOf(ConnectError);
  });

  it('an isolated window is not offered to be shown', async () => {
    const page = await mount({ isolate: false });
    page.element.callbackUrl = '/callback.html';
    page.element.return = 'callback';
    page.element.isolate = true;
    await page.element.updateComplete;
    await page.reached('ready');
    await page.press('Connect Capsule');
    expect(page.labels()).to.deep.equal(['Open again', 'Cancel']);
  });
});
