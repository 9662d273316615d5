import { expect } from '@open-wc/testing';
import type { FieldOverrides } from '../../src/protocol/fields.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildField } from '../support/fake-backend.ts';
import { mount, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { connect, none, url } from './form-steps.ts';

describe('the form', () => {
  afterEach(unmount);

  describe('keeps a browser from', () => {
    const rows: [
      what: string,
      connector: Partial<ConnectorView>,
      fields: FieldOverrides,
      expected: Record<string, [type: string, autocomplete: string]>,
    ][] = [
      ['filling or saving a key', { authType: 'ApiKey' }, {}, { '#credential-key': ['password', 'one-time-code'] }],
      [
        "filling the site's own login into a pair",
        { authType: 'Basic' },
        {},
        { '#credential-username': ['text', 'off'], '#credential-password': ['password', 'one-time-code'] },
      ],
      ['saving a secret setting', none(buildField({ sensitive: true })), {}, { [url]: ['password', 'one-time-code'] }],
      [
        'saving what is typed for a sensitive choice',
        none(buildField({ sensitive: true, options: ['a'], otherValues: true, value: 'typed' })),
        {},
        {},
      ],
      [
        'showing a user name that is a key',
        { authType: 'Basic' },
        { username: { sensitive: true }, password: { hidden: true } },
        { '#credential-username': ['password', 'one-time-code'] },
      ],
      [
        'nothing where the host says otherwise',
        { authType: 'Basic' },
        { username: { autocomplete: 'username' }, password: { autocomplete: 'current-password' } },
        { '#credential-username': ['text', 'username'], '#credential-password': ['password', 'current-password'] },
      ],
    ];
    for (const [what, connector, fields, expected] of rows) {
      it(what, async () => {
        const page = await mount({ connector, fields });
        const found = [...(page.element.shadowRoot?.querySelectorAll('input') ?? [])].map((one) => [
          `#${one.id}`,
          [one.type, one.autocomplete],
        ]);
        expect(Object.fromEntries(found)).to.deep.equal(expected);
      });
    }
  });

  for (const direction of ['ltr', 'rtl']) {
    it(`keeps what is typed clear of the button that shows it, ${direction}`, async () => {
      const page = await mount({ connector: { authType: 'Basic' } });
      page.element.dir = direction;
      await page.type('#credential-password', 'hush-hush');
      await pause(5);
      const password = page.find('#credential-password');
      const [field, button] = [password, page.find('[part=reveal-button]')].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
      const { paddingLeft, paddingRight } = getComputedStyle(password);
      expect(field.left + parseFloat(paddingLeft) >= button.right || field.right - parseFloat(paddingRight) <= button.left).to.equal(true);
    });
  }

  it('leaves the caret where it is when a secret is shown', async () => {
    const page = await mount({ connector: { authType: 'Basic' } });
    await page.type('#credential-password', 'hush-hush');
    const password = page.find('#credential-password');
    password.focus();
    password.setSelectionRange(4, 6);
    page.find('[part=reveal-button]').click();
    await pause(5);
    expect(password.type).to.equal('text');
    expect([password.selectionStart, password.selectionEnd]).to.deep.equal([4, 6]);
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    page.find('[part=reveal-button]').dispatchEvent(press);
    expect(press.defaultPrevented).to.equal(true);
  });

  it('keeps the text above the questions while they are sent and refused', async () => {
    const page = await mount({ connector: { authType: 'ApiKey', authDescription: 'Your key is under Settings.' } });
    page.backend.errors.save = new ConnectError('credentials-rejected', 'For a developer.');
    const release = page.backend.hold();
    await page.type('#credential-key', 'hush-1');
    await page.press(connect);
    expect(page.text()).to.contain('Your key is under Settings.');
    expect(page.find('slot[name=description]')).to.exist;
    release();
    await page.reached('failed');
    expect(page.text()).to.contain('Your key is under Settings.');
    page.backend.errors = {};
    await page.press(connect);
    await page.reached('connected');
    await page.press('Reconnect');
    expect(page.text()).to.contain('Your key is under Settings.');
  });

  it("shows the connector's own instructions only if they fit the labels", async () => {
    const connector = { authType: 'Basic', description: 'Syncs leads.', authDescription: 'Your key is the user name.' };
    expect((await mount({ connector })).text()).to.contain('Your key is the user name.');
    await unmount();
    const page = await mount({ connector, fields: { username: { label: 'API key' } } });
    expect(page.text()).to.contain('Enter your Capsule details.').and.not.to.contain('user name');
  });

  for (const authType of ['ApiKey', 'Basic', 'None', 'OAuth2']) {
    it(`does not take what the connector is for an instruction: ${authType}`, async () => {
      const page = await mount({ connector: { authType, description: 'Syncs leads.', fields: [buildField()] } });
      const own = authType === 'OAuth2' ? 'Connect your Capsule account. A Capsule window opens next.' : 'Enter your Capsule details.';
      expect(page.text()).to.contain(own).and.not.to.contain('Syncs leads.');
    });
  }

  it('sends a hidden password empty', async () => {
    const page = await mount({
      connector: { authType: 'Basic', credentialFields: { username: { label: 'API key', sensitive: true }, password: { hidden: true } } },
    });
    await page.type('#credential-username', 'hush');
    await page.press(connect);
    await page.reached('connected');
    expect(page.backend.saved).to.deep.equal([{ credential: { type: 'Basic', username: 'hush', password: '' } }]);
  });

  it('does not promise a sign-in where everything is typed here', async () => {
    const page = await mount({ connector: { oauth2Type: 'PasswordCredentials', fields: [buildField()] } });
    expect(page.text()).to.contain('Connect your Capsule account. A window opens for a moment.');
  });

  it('keeps all but secrets when the person goes back, then shows what is stored', async () => {
    const page = await mount({ connector: { authType: 'ApiKey', authenticated: true, fields: [buildField({ value: 'old' })] } });
    await page.press('Reconnect');
    await page.type(url, 'new');
    await page.type('#credential-key', 'hush');
    await page.press('Back');
    await page.press('Reconnect');
    expect([page.find(url).value, page.find('#credential-key').value]).to.deep.equal(['new', '']);
    await page.type('#credential-key', 'hush');
    page.backend.connector = { ...page.backend.connector, fields: [buildField({ value: 'as the server put it' })] };
    await page.press('Reconnect');
    await page.reached('connected');
    await page.press('Reconnect');
    expect(page.find(url).value).to.equal('as the server put it');
  });
});
